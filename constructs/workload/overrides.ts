/** `value` with `overrides` merged in: maps by key, lists of named things by name, everything else replaced; `null` removes a key. */
export function merge(value: unknown, overrides: unknown): unknown {
  if (isNamedList(value) && isNamedList(overrides)) {
    const names = new Set([...value, ...overrides].map(({ name }) => name));
    return [...names].map((name) => merge(byName(value, name), byName(overrides, name)));
  }
  if (isMap(value) && isMap(overrides)) {
    const keys = [...new Set([...Object.keys(value), ...Object.keys(overrides)])].filter((key) => overrides[key] !== null);
    return Object.fromEntries(keys.map((key) => [key, merge(value[key], overrides[key])]));
  }
  return overrides === undefined ? value : overrides;
}

interface Named {
  readonly name: string;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isMap(item) && typeof item.name === 'string');
}

function byName(list: readonly Named[], wanted: string): Named | undefined {
  return list.find(({ name }) => name === wanted);
}
