import type { Command } from 'commander';
import { stringify } from 'yaml';
import { type Problem, ProblemsError, distinct, show } from '../environments/problem';
import { type Image, contracts, imageReference } from '../images/catalogue';
import { planOf } from '../stacks/plan';
import type { RenderedCluster } from '../stacks/render-cluster';
import { environmentArgument, environmentDescription, formatOption } from './arguments';
import { type Format, print } from './print';
import { digestOf } from './registry';
import { render, renderAll } from './render';

/** Adds `bdc images`. */
export function addImages(program: Command): void {
  const images = program
    .command('images')
    .description('the images of an environment, a line each, for mirroring')
    .argument(environmentArgument, environmentDescription)
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ bdc images local\n  $ bdc images lock mine.yaml')
    .action(async (nameOrFile: string | undefined, options: { output: Format }) => {
      const all = distinct((await renderAll(nameOrFile)).flatMap((rendered) => planOf(rendered).total.images)).toSorted();
      print(options.output, all, () => all.map((image) => `${image}\n`).join(''));
    });

  images
    .command('lock')
    .description('ask the registries for the digests, and print `images` of the environment with them')
    .argument('<environment>', 'name of a built-in environment, or a file')
    .addHelpText('after', '\nExample:\n  $ bdc images lock mine.yaml          # logins are those of docker login')
    .action(async (nameOrFile: string, _: unknown, command: Command) => {
      const locked = await lock(await render(nameOrFile));
      print(command.optsWithGlobals<{ output: Format }>().output, locked, () => stringify(locked, { lineWidth: 0 }));
    });
}

/** `images` of the environment of `rendered`, with the digest of each image that its pods run. */
async function lock({ cluster, workloads }: RenderedCluster) {
  const { images } = cluster.environment;
  const used = distinct(workloads.flatMap(({ processes }) => processes.map(({ image }) => image)));
  const answers = await Promise.all(used.map(async (image) => ({ image, ...(await digestOrProblem(image, fieldOf(image))) })));
  const problems = answers.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw new ProblemsError(problems);

  const digests = new Map(answers.map(({ image, digest }) => [image.repository, digest!]));
  const own = Object.values(contracts).flatMap(({ name }) => {
    const digest = digests.get(`${images.repository}/${name}`);
    return digest ? [[name, digest]] : [];
  });
  for (const { image, digest } of answers.filter((answer) => fieldOf(answer.image) === undefined)) {
    process.stderr.write(
      `note: ${imageReference(image)} is ${digest}; images cannot hold it: give it as digest where the image is named\n`,
    );
  }
  return {
    images: {
      ...images,
      digests: { ...images.digests, ...Object.fromEntries(own) },
      ...(images.sqlServer && { sqlServer: { ...images.sqlServer, digest: digests.get(images.sqlServer.repository) } }),
    },
  };

  /** Field of the environment that says where an image is; nothing of images that `extend` brought. */
  function fieldOf({ repository }: Image): string | undefined {
    if (repository === images.sqlServer?.repository) return 'images.sqlServer.repository';
    return Object.values(contracts).some(({ name }) => repository === `${images.repository}/${name}`) ? 'images.repository' : undefined;
  }
}

async function digestOrProblem(
  image: Image,
  field = 'extend',
): Promise<{ digest: string; problem?: never } | { problem: Problem; digest?: never }> {
  try {
    return { digest: await digestOf(image) };
  } catch (error) {
    return {
      problem: {
        path: field,
        given: show(`${image.repository}:${image.tag}`),
        allowed: `an image whose registry tells its digest: ${(error as Error).message}`,
        fix: 'push or mirror it, log in with docker login, or name the registry that has it',
      },
    };
  }
}
