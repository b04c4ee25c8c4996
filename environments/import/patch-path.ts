import { isRecord } from './documents';
import type { Path } from './profile';

/** A step of the paths that `azdata bdc config` took. */
export type Step =
  | { readonly key: string }
  | { readonly append: true }
  | { readonly every: true }
  | { readonly where: { readonly path: readonly string[]; readonly value: unknown } };

const forms: readonly { form: RegExp; step: (...groups: string[]) => Step }[] = [
  { form: /^[./]-(?=$)/, step: () => ({ append: true }) },
  { form: /^(?:\[\*\]|[./]\*(?=[./[]|$))/, step: () => ({ every: true }) },
  {
    form: /^\[\?\(\s*@((?:\.[\w-]+)+)\s*==\s*('[^']*'|"[^"]*"|-?\d+|true|false)\s*\)\]/,
    step: (path = '', value = '') => ({
      where: { path: path.slice(1).split('.'), value: /^['"]/.test(value) ? value.slice(1, -1) : JSON.parse(value) },
    }),
  },
  { form: /^\.?\[(?:'([^']*)'|"([^"]*)"|(\d+))\]/, step: (single, double, index) => ({ key: single ?? double ?? index! }) },
  { form: /^[./]?(?:'([^']*)'|"([^"]*)")/, step: (single, double) => ({ key: single ?? double! }) },
  { form: /^[./]?([^./[\]'"]+)/, step: (key) => ({ key: key! }) },
];

/** `$.spec.endpoints[?(@.name=='Knox')].port`, `spec.services.spark.resources/-` as steps; nothing if it is neither. */
export function parsePatchPath(text: string): Step[] | undefined {
  const steps: Step[] = [];
  for (let rest = text.replace(/^\$/, ''); rest !== '';) {
    const match = forms.map(({ form, step }) => ({ found: form.exec(rest), step })).find(({ found }) => found);
    if (!match?.found) return undefined;
    steps.push(match.step(...match.found.slice(1)));
    rest = rest.slice(match.found[0].length);
  }
  return steps.length > 0 ? steps : undefined;
}

/** Every place of `value` that `steps` lead to. */
export function findPlaces(value: unknown, steps: readonly Step[], path: Path = []): Path[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [path];
  if ('append' in step) return [];
  if ('key' in step && isRecord(value)) {
    const name = longestName(value, steps);
    return name ? findPlaces(value[name.text], steps.slice(name.steps), [...path, name.text]) : [];
  }
  if ('key' in step) {
    const isPosition = Array.isArray(value) && /^\d+$/.test(step.key) && Number(step.key) < value.length;
    return isPosition ? findPlaces(value[Number(step.key)], rest, [...path, Number(step.key)]) : [];
  }
  const items = Array.isArray(value) ? [...value.entries()] : isRecord(value) && 'every' in step ? Object.entries(value) : [];
  return items
    .filter(([, item]) => 'every' in step || valueOf(item, step.where.path) === step.where.value)
    .flatMap(([name, item]) => findPlaces(item, rest, [...path, name]));
}

/** Names of settings have dots themselves, and people seldom quoted them. */
function longestName(value: Record<string, unknown>, steps: readonly Step[]): { text: string; steps: number } | undefined {
  for (let count = keysOf(steps).length; count > 0; count--) {
    const text = keysOf(steps).slice(0, count).join('.');
    if (Object.hasOwn(value, text)) return { text, steps: count };
  }
  return undefined;
}

/** The keys that `steps` begin with. */
export function keysOf(steps: readonly Step[]): string[] {
  const end = steps.findIndex((step) => !('key' in step));
  return steps.slice(0, end === -1 ? undefined : end).map((step) => (step as { key: string }).key);
}

function valueOf(item: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((parent, name) => (isRecord(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined), item);
}
