import { resolve } from 'node:path';
import { Provider } from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { type Problem, ProblemsError, nearest, show } from '../../environments/problem';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { parseEnvironment } from '../../environments/schema/parse';
import { loadEnvironment } from '../load-environment';
import { BigDataCluster } from './big-data-cluster';
import type { SecretValues } from './secret-values';

/**
 * What may be configured, beside secrets as `<Secret>.<key>`; all else is for the environment to say, in a file that `environment` names
 * relative to Pulumi.yaml if it is not a built-in one.
 */
const settings = ['environment', 'kubeconfig', 'context', 'protect'] as const;

/**
 * The program of a stack, whose name is the environment's.
 *
 * Secrets and the way to the Kubernetes cluster come from the stack's configuration, everything else from the environment.
 */
export async function deployStack(): Promise<pulumi.Inputs> {
  try {
    return await deploy(new pulumi.Config(), pulumi.getStack());
  } catch (error) {
    if (error instanceof ProblemsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

async function deploy(config: pulumi.Config, stack: string): Promise<pulumi.Inputs> {
  const secrets = secretValues(config);
  const file = config.get('environment');
  const { input, extend } = await loadEnvironment(file === undefined ? stack : resolve(pulumi.getRootDirectory(), file));
  requireName(input, stack);

  const provider = new Provider(stack, { kubeconfig: config.getSecret('kubeconfig'), context: config.get('context') });
  const { namespace, endpoints } = new BigDataCluster(
    stack,
    { environment: input as EnvironmentInput, extend, secrets, protect: config.getBoolean('protect') },
    { provider },
  );
  return { namespace, endpoints };
}

/** Values by Secret and key: `sql-sa.password` is the key `password` of the Secret `sql-sa`. */
function secretValues(config: pulumi.Config): SecretValues {
  const prefix = `${config.name}:`;
  const keys = Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  const problems = keys.flatMap(unknownKey);
  if (problems.length > 0) throw new ProblemsError(problems);

  const values: Record<string, Record<string, pulumi.Input<string>>> = {};
  for (const key of keys.filter((candidate) => candidate.includes('.'))) {
    const dot = key.indexOf('.');
    (values[key.slice(0, dot)] ??= {})[key.slice(dot + 1)] = config.requireSecret(key);
  }
  return values;
}

function unknownKey(key: string): Problem[] {
  if (key.includes('.') || (settings as readonly string[]).includes(key)) return [];
  const meant = nearest(key, settings);
  return [
    {
      path: `configuration ${key}`,
      given: 'a value (not shown)',
      allowed: `${settings.join(', ')}, or <Secret>.<key>`,
      fix: meant ? `rename it to ${meant}` : 'remove it, and say it in the environment',
    },
  ];
}

/** Otherwise the configuration of one environment, secrets included, would serve another. */
function requireName(input: unknown, stack: string): void {
  const parsed = parseEnvironment(input);
  if ('problems' in parsed) throw new ProblemsError(parsed.problems);
  const { name } = parsed.environment;
  if (name === stack) return;
  throw new ProblemsError([
    {
      path: 'name',
      given: show(name),
      allowed: `${show(stack)}, the name of the stack`,
      fix: `pulumi stack select ${name}, or set the configuration environment to the file of ${stack}`,
    },
  ]);
}
