import { environments } from '../environments';
import { distinct } from '../environments/problem';
import { type RenderedCluster, renderCluster } from '../stacks/render-cluster';
import { loadEnvironment } from '../stacks/load-environment';
import { printProblems } from './print';

/** The objects of a built-in environment, or of a file's; warnings are printed. */
export async function render(nameOrFile: string): Promise<RenderedCluster> {
  const [rendered] = await renderAll(nameOrFile);
  return rendered!;
}

/**
 * The objects of one environment, or of all built-in ones; a warning is printed once, with the environments that it is about.
 *
 * All environments are looked at before the first is used, so that a wrong one leaves nothing half done.
 */
export async function renderAll(nameOrFile: string | undefined): Promise<RenderedCluster[]> {
  const all: RenderedCluster[] = [];
  for (const name of nameOrFile === undefined ? Object.keys(environments) : [nameOrFile]) {
    const { input, extend } = await loadEnvironment(name);
    all.push(renderCluster(input, extend));
  }
  printWarnings(all);
  return all;
}

function printWarnings(all: readonly RenderedCluster[]): void {
  const found = all.flatMap(({ cluster, warnings }) => warnings.map((warning) => ({ environment: cluster.name, warning })));
  const warnings = distinct(found.map(({ warning }) => warning)).map((warning) => {
    const about = found.filter((other) => JSON.stringify(other.warning) === JSON.stringify(warning)).map(({ environment }) => environment);
    return { ...warning, path: `${distinct(about).join(', ')}: ${warning.path}` };
  });
  if (warnings.length > 0) printProblems(warnings);
}
