import { checkCluster } from '../checks';
import { type Cluster, resolveCluster } from '../resolve-cluster';
import { parseEnvironment, valueAt } from '../schema/parse';
import { type Bytes, toMebibytes } from '../schema/quantities';
import { type Draft, type Finding, type Translation, setField } from './finding';
import type { Path } from './profile';

/** Largest memory that is tried, in GiB. */
const most = 512;

/** Memory for what the profile's settings promise: its pods had no limits. */
export function translateSizes({ environment, base }: Translation): Finding[] {
  const fields = memoryFields(environment);
  const plenty = fields.reduce((draft, { to }) => withMemory(draft, to, `${most}Gi`), environment);
  const least = errorsOf(plenty);
  if (errorsOf(environment) === least) return [];
  return fields.flatMap(({ to, given }) => {
    // All others have plenty, so that what is said is about this one.
    const isEnough = (memory: Bytes) => errorsOf(withMemory(plenty, to, memory)) === least;
    if (isEnough(given)) return [];
    const how = `raised from the ${given} of ${base}, so that what is set for its processes fits`;
    return [{ outcome: 'not in the profile', entries: [], to, value: leastOf(given, isEnough), how }];
  });
}

/** Every field of a resource that is memory, with its value. */
function memoryFields(environment: Draft): { to: Path; given: Bytes }[] {
  return (clusterOf(environment)?.resources ?? []).flatMap((resource) =>
    Object.keys(resource)
      .filter((field) => /memory$/i.test(field))
      .map((field) => ({ to: ['resources', resource.name, field], given: valueAt(resource, [field]) as Bytes })),
  );
}

/** The least memory in whole GiB, above `given`, that is enough. */
function leastOf(given: Bytes, isEnough: (memory: Bytes) => boolean): Bytes {
  let [tooLittle, enough] = [Math.floor(toMebibytes(given) / 1024), most];
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (isEnough(`${middle}Gi`)) enough = middle;
    else tooLittle = middle;
  }
  return `${enough}Gi`;
}

function withMemory(environment: Draft, path: Path, memory: Bytes): Draft {
  const draft = structuredClone(environment);
  setField(draft, path, memory);
  return draft;
}

function errorsOf(environment: Draft): number {
  const cluster = clusterOf(environment);
  return cluster ? checkCluster(cluster).filter(({ severity = 'error' }) => severity === 'error').length : 0;
}

function clusterOf(environment: Draft): Cluster | undefined {
  const parsed = parseEnvironment(environment);
  return 'problems' in parsed ? undefined : resolveCluster(parsed.environment);
}
