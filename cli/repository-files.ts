import { devDependencies, engines, name as packageName, version } from '../package.json';

/** What a repository of one's own begins with. */
export interface Repository {
  /** Name of the environment. */
  readonly name: string;

  /** Built-in environment that it begins with. */
  readonly from: string;

  /** Name under which the package exports that one. */
  readonly constant: string;
}

/** What Pulumi needs beside its command, in the versions that this one was tested with. */
const pulumiPackages = (['@pulumi/pulumi', '@pulumi/kubernetes'] as const).map((name) => `${name}@${devDependencies[name]}`);

/** Text by path, of all files of a repository of one's own. */
export function repositoryFiles({ name, from, constant }: Repository): Map<string, string> {
  const environment = `environments/${name}.ts`;
  return new Map([
    [
      'package.json',
      json({
        name,
        private: true,
        type: 'commonjs',
        engines,
        scripts: {
          synth: `bdc synth ${environment} --out rendered`,
          validate: `bdc validate ${environment}`,
          plan: `bdc plan ${environment}`,
          diff: `bdc diff rendered ${environment}`,
          typecheck: 'tsc --noEmit',
        },
        dependencies: { [packageName]: version },
        devDependencies: { typescript: devDependencies.typescript },
      }),
    ],
    [
      'tsconfig.json',
      json({
        compilerOptions: { target: 'es2022', lib: ['es2023'], module: 'node16', strict: true, noEmit: true, skipLibCheck: true, types: [] },
        include: ['environments'],
      }),
    ],
    ['cdk8s.yaml', `language: typescript\napp: npx bdc synth ${environment}\noutput: rendered\n`],
    ['Pulumi.yaml', pulumiProject(name)],
    ['pulumi.js', pulumiProgram],
    [`environments/Pulumi.${name}.yaml`, pulumiStack(name, environment)],
    ['.gitignore', 'node_modules/\n'],
    [environment, environmentFile(name, from, constant)],
    ['README.md', readme(name, from, environment)],
  ]);
}

function environmentFile(name: string, from: string, constant: string): string {
  return `import type { EnvironmentInput } from '${packageName}';
import { ${constant} } from '${packageName}/environments';

/** What is different from \`${from}\`; \`npx bdc environments show ${from}\` prints all that it has. */
export default {
  ...${constant},
  name: '${name}',
} satisfies EnvironmentInput;

// A service of your own gets the same restricted pods, NetworkPolicies, checks and plan as the rest:
//
// import { Workload, type BigDataCluster } from '${packageName}';
//
// export function extend({ cluster, layer }: BigDataCluster): void {
//   new Workload(layer('edge'), 'web', {
//     cluster,
//     kind: 'Deployment',
//     replicas: 1,
//     processes: [
//       {
//         name: 'web',
//         image: { repository: 'registry.example.com/web', tag: '1.0' },
//         ports: { http: 8080 },
//         ready: { path: '/health', port: 'http' },
//         cpu: '100m',
//         memory: '128Mi',
//         connectsTo: ['nmnode-0'],
//       },
//     ],
//   });
// }
`;
}

function pulumiProject(name: string): string {
  return `name: ${name}
main: pulumi.js
runtime:
  name: nodejs
  options:
    typescript: false
# Where Pulumi.<stack>.yaml is; the name of a stack is that of its environment.
stackConfigDir: environments
`;
}

const pulumiProgram = `// What \`pulumi up\` runs.
module.exports = require('${packageName}/pulumi').deployStack;
`;

function pulumiStack(name: string, environment: string): string {
  return `# Secrets and the way to the Kubernetes cluster, written by \`pulumi config set\`; everything else stands in the environment.
config:
  ${name}:environment: ${environment}
`;
}

function readme(name: string, from: string, environment: string): string {
  return `# ${name}

A big data cluster on Kubernetes. \`${environment}\` is what it should be, written as the differences from the built-in environment
\`${from}\`; \`rendered/${name}\` is what Kubernetes gets. Both belong into Git.

\`\`\`console
$ npm install
$ npm run typecheck             # the editor's view
$ npm run validate              # all that is wrong, at once
$ npm run plan                  # pods, CPU, memory, volumes, images
$ npm run diff                  # what the next synth would change
$ npm run synth                 # writes rendered/${name}
$ kubectl apply --server-side -k rendered/${name}
\`\`\`

\`npx bdc gitops argocd ${environment} --repo URL\` and \`npx bdc gitops flux ${environment} --repo URL\` print what lets Argo CD or Flux apply it.

With Pulumi in their place, which makes the same objects itself and keeps what it knows of them in a state:

\`\`\`console
$ npm install --save-exact ${pulumiPackages.join(' ')}
$ pulumi stack init ${name}
$ pulumi up
\`\`\`
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
