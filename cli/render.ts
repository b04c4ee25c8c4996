import { environments } from '../environments';
import { type RenderedCluster, renderCluster } from '../stacks/render-cluster';
import { loadEnvironment } from '../stacks/load-environment';
import { printProblems } from './print';

/** The objects of a built-in environment, or of a file's; warnings are printed. */
export async function render(nameOrFile: string): Promise<RenderedCluster> {
  const { input, extend } = await loadEnvironment(nameOrFile);
  const rendered = renderCluster(input, extend);
  const { name } = rendered.cluster;
  if (rendered.warnings.length > 0) printProblems(rendered.warnings.map((warning) => ({ ...warning, path: `${name}: ${warning.path}` })));
  return rendered;
}

/** All environments are looked at before the first is used, so that a wrong one leaves nothing half done. */
export async function renderAll(nameOrFile: string | undefined): Promise<RenderedCluster[]> {
  const all: RenderedCluster[] = [];
  for (const name of nameOrFile === undefined ? Object.keys(environments) : [nameOrFile]) all.push(await render(name));
  return all;
}
