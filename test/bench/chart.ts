import { stringify } from 'yaml';
import { groupBy } from '../../environments/group-by';

/** Helm takes no file of more than 5 MiB. */
const longestTemplate = 1024 * 1024;

/**
 * Files of a Helm chart that renders `documents`, as somebody would write it who cares for speed alone: text, with loops over names.
 *
 * Objects that differ in nothing but the name of their workload are one loop, and so are the peers of a NetworkPolicy.
 */
export function chart(documents: readonly string[]): Map<string, string> {
  const lists = new Map<string, string>();
  const loop = (names: readonly string[], body: string) => {
    const key = names.join(' ');
    const list = lists.get(key) ?? `list${lists.size}`;
    lists.set(key, list);
    return `{{ range $.Values.${list} }}${body}{{ end }}`;
  };
  const pieces = documents.map((document) => {
    const name = nameIn(document);
    const [head, ...peers] = escaped(document).split(/^(?= {4}- )/m);
    const isPolicy = /^kind: NetworkPolicy$/m.test(document);
    const body = isPolicy ? named(head!, name) + folded(peers, loop) : named(head! + peers.join(''), name);
    return { name, body: `---\n${body}` };
  });
  const templates = [''];
  for (const [body, same] of groupBy(pieces, (piece) => piece.body)) {
    if (templates.at(-1)!.length > longestTemplate) templates.push('');
    templates[templates.length - 1] += loop(
      same.map(({ name }) => name ?? 'cluster'),
      body,
    );
  }
  const values = Object.fromEntries([...lists].map(([names, list]) => [list, names.split(' ')]));
  return new Map([
    ['Chart.yaml', stringify({ apiVersion: 'v2', name: 'bench', version: '0.1.0' })],
    ['values.yaml', stringify(values, { lineWidth: 0 })],
    ...templates.map((template, index) => [`templates/objects-${index}.yaml`, template] as const),
  ]);
}

const selectorLabels = `{{- define "selectorLabels" -}}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/instance: {{ .root.Values.cluster }}
{{- end }}
`;

const labels = `{{- define "labels" -}}
{{ include "selectorLabels" . }}
app.kubernetes.io/managed-by: bdc
app.kubernetes.io/name: {{ .application }}
app.kubernetes.io/part-of: big-data-cluster
{{- end }}
`;

/**
 * Files of the same chart as authors write it: labels and selectors are named templates, and the namespace is a value.
 *
 * @param cluster name and namespace of the cluster
 */
export function authoredChart(documents: readonly string[], cluster: string): Map<string, string> {
  const selector = `\\n( *)app.kubernetes.io/component: (.*)\\n *app.kubernetes.io/instance: ${cluster}`;
  const others = '\\n *app.kubernetes.io/managed-by: bdc\\n *app.kubernetes.io/name: (.*)\\n *app.kubernetes.io/part-of: big-data-cluster';
  const files = [...chart(documents)].map(([path, text]): [string, string] => {
    if (path === 'values.yaml') return [path, `cluster: ${cluster}\nnamespace: ${cluster}\n${text}`];
    if (!path.startsWith('templates/')) return [path, text];
    const include = (name: string, values: string, indent: string) =>
      `\n{{- include "${name}" (dict ${values} "root" $) | nindent ${indent.length} }}`;
    const template = text
      .replace(new RegExp(`${selector}${others}(?=\\n)`, 'g'), (_, indent: string, component: string, application: string) =>
        include('labels', `"component" ${expression(component)} "application" ${expression(application)}`, indent),
      )
      .replace(new RegExp(`${selector}(?=\\n)`, 'g'), (_, indent: string, component: string) =>
        include('selectorLabels', `"component" ${expression(component)}`, indent),
      )
      .replaceAll(`namespace: ${cluster}\n`, 'namespace: {{ $.Values.namespace }}\n');
    return [path, template];
  });
  return new Map([...files, ['templates/_helpers.tpl', selectorLabels + labels]]);
}

/** Text with the name in it as an argument of a template. */
function expression(text: string): string {
  if (text === '{{ . }}') return '.';
  return text.includes('{{ . }}') ? `(printf "${text.replaceAll('{{ . }}', '%s')}" .)` : `"${text}"`;
}

/** What the name of a workload consists of: an application's has its version behind it. */
function nameIn(text: string): string | undefined {
  const component = /app\.kubernetes\.io\/component: (\S+)/.exec(text)?.[1];
  return /^app-(.+)-v1$/.exec(component ?? '')?.[1] ?? component;
}

function escaped(text: string): string {
  return text.replace(/\{\{|\}\}/g, (braces) => `{{ "${braces}" }}`);
}

function named(text: string, name: string | undefined): string {
  return name === undefined ? text : text.replaceAll(name, '{{ . }}');
}

/** Neighbours that are the same but for a name as one loop. */
function folded(items: readonly string[], loop: (names: readonly string[], body: string) => string): string {
  const parts: { body: string; names: string[]; text: string }[] = [];
  for (const text of items) {
    const name = nameIn(text);
    const body = named(text, name);
    const last = parts.at(-1);
    if (name !== undefined && last?.body === body) last.names.push(name);
    else parts.push({ body, names: name === undefined ? [] : [name], text });
  }
  return parts.map(({ body, names, text }) => (names.length > 1 ? loop(names, body) : text)).join('');
}
