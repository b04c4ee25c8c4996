import { checkCluster } from '../checks';
import { type Cluster, resolveCluster } from '../resolve-cluster';
import { parseEnvironment, valueAt } from '../schema/parse';
import { type Bytes, toMebibytes } from '../schema/quantities';
import { type Draft, type Finding, type Translation, setField } from './finding';

/** Largest memory that is tried, in GiB. */
const most = 512;

/** Memory for what the profile's settings promise: its pods had no limits. */
export function translateSizes({ environment, base }: Translation): Finding[] {
  const draft = structuredClone(environment);
  const cluster = clusterOf(draft);
  return (cluster?.resources ?? []).flatMap((resource) =>
    Object.keys(resource)
      .filter((field) => /memory$/i.test(field))
      .flatMap((field) => {
        const to = ['resources', resource.name, field];
        const given = valueAt(resource, [field]) as Bytes;
        const value = enough(draft, to, given);
        if (value === undefined) return [];
        setField(draft, to, value);
        const how = `raised from the ${given} of ${base}, so that what is set for its processes fits`;
        return [{ outcome: 'not in the profile' as const, entries: [], to, value, how }];
      }),
  );
}

/** The least memory in whole GiB that the checks have less against than against `given`, if there is one. */
function enough(environment: Draft, path: readonly string[], given: Bytes): Bytes | undefined {
  const before = errorsOf(environment);
  if (before === 0) return undefined;
  const isBetter = (gibibytes: number) => {
    const candidate = structuredClone(environment);
    setField(candidate, path, `${gibibytes}Gi`);
    return errorsOf(candidate) < before;
  };
  let [tooLittle, enoughToFit] = [Math.floor(toMebibytes(given) / 1024), most];
  if (!isBetter(enoughToFit)) return undefined;
  while (enoughToFit - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enoughToFit) / 2);
    if (isBetter(middle)) enoughToFit = middle;
    else tooLittle = middle;
  }
  return `${enoughToFit}Gi`;
}

function errorsOf(environment: Draft): number {
  const cluster = clusterOf(environment);
  return cluster ? checkCluster(cluster).filter(({ severity = 'error' }) => severity === 'error').length : 0;
}

function clusterOf(environment: Draft): Cluster | undefined {
  const parsed = parseEnvironment(environment);
  return 'problems' in parsed ? undefined : resolveCluster(parsed.environment);
}
