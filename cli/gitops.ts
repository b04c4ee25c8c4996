import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import type { Manifest } from '../constructs/workload/manifest';
import { argoCdApplication } from '../stacks/gitops/argo-cd';
import { fluxObjects } from '../stacks/gitops/flux';
import { type GitSource, checkGitSource } from '../stacks/gitops/git-source';
import type { RenderedCluster } from '../stacks/render-cluster';
import { render } from './render';

const tools: Readonly<
  Record<string, { title: string; objects: (rendered: RenderedCluster, source: GitSource) => Manifest[]; example: string }>
> = {
  argocd: {
    title: 'an Argo CD Application for what bdc synth --argocd writes',
    objects: (rendered, source) => [argoCdApplication(rendered, source)],
    example: '$ bdc gitops argocd local --repo https://git.example.com/data.git | kubectl apply -f -',
  },
  flux: {
    title: 'a Flux GitRepository, and a Kustomization per layer, for what bdc synth writes',
    objects: fluxObjects,
    example: '$ bdc gitops flux local --repo https://git.example.com/data.git --path rendered/local > clusters/local.yaml',
  },
};

/** Adds `bdc gitops`. */
export function addGitOps(program: Command): void {
  const gitops = program.command('gitops').description('the objects that let a GitOps tool apply rendered files');
  for (const [name, { title, objects, example }] of Object.entries(tools)) {
    gitops
      .command(name)
      .description(`print ${title}`)
      .argument('<environment>', 'name of a built-in environment, or a file')
      .requiredOption('--repo <url>', 'repository that holds the rendered files')
      .option('--path <folder>', 'folder of the environment in it (default: rendered/<environment>)')
      .option('--revision <revision>', 'branch, commit or full name of a reference', 'main')
      .addOption(new Option('--output <format>', 'how to print').choices(['json', 'yaml']).default('yaml'))
      .addHelpText('after', `\nExample:\n  ${example}`)
      .action(async (nameOrFile: string, options: { repo: string; path?: string; revision: string; output: 'json' | 'yaml' }) => {
        const rendered = await render(nameOrFile);
        const { repo: repository, path = `rendered/${rendered.cluster.name}`, revision } = options;
        const source = { repository, path, revision };
        checkGitSource(source);
        process.stdout.write(toText(objects(rendered, source), options.output));
      });
  }
}

/** Objects as one text that `kubectl apply -f` takes. */
function toText(manifests: readonly Manifest[], format: 'json' | 'yaml'): string {
  if (format === 'yaml') return manifests.map((manifest) => stringify(manifest, { lineWidth: 0 })).join('---\n');
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }, null, 2)}\n`;
}
