/** A field that is not what it was. */
export interface Difference {
  readonly path: string;
  readonly change: 'ADD' | 'DELETE' | 'UPDATE';

  /** Whether Kubernetes refuses the change: the object has to be made anew. */
  readonly replaces: boolean;
}

/** Fields that no object lets change, and those that its kind does not. */
const fixed = /^(apiVersion|kind|metadata\.(name|namespace))$/;
const fixedOf: Readonly<Record<string, RegExp>> = {
  StatefulSet: /^spec\.(selector|serviceName|podManagementPolicy|volumeClaimTemplates)\b/,
  Deployment: /^spec\.selector\b/,
  Service: /^spec\.clusterIP$/,
};

/** What is different between two versions of an object. */
export function differences(before: any, after: any): Difference[] {
  return changes(before, after, '').map(({ path, change }) => ({
    path,
    change,
    replaces: fixed.test(path) || Boolean(fixedOf[after.kind]?.test(path)),
  }));
}

function changes(before: any, after: any, path: string): Pick<Difference, 'path' | 'change'>[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changes(before[key], after[key], Array.isArray(after) ? `${path}[${key}]` : path ? `${path}.${key}` : key),
    );
  }
  return [{ path, change: before === undefined ? 'ADD' : after === undefined ? 'DELETE' : 'UPDATE' }];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
