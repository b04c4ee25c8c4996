import { checkHeap } from '../checks/heap';
import { checkNodeManager } from '../checks/node-manager';
import type { Problem } from '../problem';
import { type Cluster, resolveCluster } from '../resolve-cluster';
import { parseEnvironment, valueAt } from '../schema/parse';
import { type Bytes, toMebibytes } from '../schema/quantities';
import { isRecord } from './documents';
import { type Draft, type Finding, type Translation, setField } from './finding';

/** Largest memory that is tried, in GiB. */
const most = 512;

const fields: readonly { field: string; check: (cluster: Cluster) => Problem[] }[] = [
  { field: 'memory', check: checkHeap },
  { field: 'memory', check: checkNodeManager },
  { field: 'sparkMemory', check: checkNodeManager },
];

/** Memory for what the profile's settings promise: its pods had no limits. */
export function translateSizes({ environment, base }: Translation): Finding[] {
  const draft = structuredClone(environment);
  const names = isRecord(draft.resources) ? Object.keys(draft.resources) : [];
  return names.flatMap((name) =>
    fields.flatMap(({ field, check }) => {
      const to = ['resources', name, field];
      const given = valueAt(draft, to);
      const value = enough(draft, to, check);
      if (value === undefined) return [];
      setField(draft, to, value);
      const how = `raised from the ${String(given)} of ${base}, so that what is set for its processes fits`;
      return [{ outcome: 'not in the profile' as const, entries: [], to, value, how }];
    }),
  );
}

/** The least memory in whole GiB that `check` has less against, if there is one. */
function enough(environment: Draft, path: readonly string[], check: (cluster: Cluster) => Problem[]): Bytes | undefined {
  const given = valueAt(environment, path) as Bytes | undefined;
  const before = problemsOf(environment, check);
  if (given === undefined || before === undefined || before === 0) return undefined;
  const isBetter = (gibibytes: number) => {
    const candidate = structuredClone(environment);
    setField(candidate, path, `${gibibytes}Gi`);
    return problemsOf(candidate, check)! < before;
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

function problemsOf(environment: Draft, check: (cluster: Cluster) => Problem[]): number | undefined {
  const parsed = parseEnvironment(environment);
  return 'problems' in parsed ? undefined : check(resolveCluster(parsed.environment)).length;
}
