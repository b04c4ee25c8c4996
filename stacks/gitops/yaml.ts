/**
 * One object as a YAML document that parsers of YAML 1.1 and 1.2 read alike.
 *
 * The bytes are those of the library `yaml` for all that stands in an object of Kubernetes; it takes many times as long.
 */
export function toYaml(object: object): string {
  return `${text(object, '')}\n`;
}

/** `value` behind a dash or in a line of its own; its further lines begin with `indent`. */
function text(value: unknown, indent: string): string {
  if (typeof value === 'string') return value.includes('\n') ? lines(value, indent) : line(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? list(value, indent) : map(value as Readonly<Record<string, unknown>>, indent);
}

function list(items: readonly unknown[], indent: string): string {
  let written = '';
  for (const item of items) written += `${written && `\n${indent}`}- ${text(item, `${indent}  `)}`;
  return written || '[]';
}

function map(fields: Readonly<Record<string, unknown>>, indent: string): string {
  let written = '';
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value !== undefined) written += `${written && `\n${indent}`}${keyText(key)}:${fieldText(value, `${indent}  `)}`;
  }
  return written || '{}';
}

/** What stands behind the colon of a field. */
function fieldText(value: unknown, indent: string): string {
  const written = text(value, indent);
  const inOneLine = typeof value !== 'object' || value === null || written === '[]' || written === '{}';
  return inOneLine ? ` ${written}` : `\n${indent}${written}`;
}

/** A key that would begin a document, or merge, is quoted as well. */
function keyText(key: string): string {
  return /^(?:---|\.\.\.|<<$)|\n/.test(key) ? quoted(key) : line(key);
}

/** So many letters that they are no word with a meaning, such as `false`. */
const certainlyPlain = /^[A-Za-z][\w./-]{5,}$/;

/** What not every parser takes as it is: control characters, separators of lines, halves of characters. */
const unprintable = /[^\P{Cc}\t\n]|[\p{Cs}\u2028\u2029\ufeff]/u;

/** Where a text without quotes would end, or be no text. */
const marked = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:$|[\t ])|:[\t ]|[\t ]#|[\t :]$/;

/** What would be a truth value, nothing, a number or a date; octal numbers are those of YAML 1.2 too. */
const meaningful = new RegExp(
  [
    '~?|[Nn]ull|NULL|[Yy]|[Yy]es|YES|[Nn]|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE|[Oo]n|ON|[Oo]ff|OFF',
    '0o[0-7]+|[-+]?(?:0b[01_]+|0x[\\da-fA-F_]+)',
    '[-+]?(?:\\d[\\d_]*(?::[0-5]?\\d)*|(?:\\d[\\d_]*(?::[0-5]?\\d)*)?\\.[\\d_]*|(?:\\d[\\d_]*)?(?:\\.[\\d_]*)?[eE][-+]?\\d+)',
    '[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)',
    '\\d{4}-\\d{1,2}-\\d{1,2}(?:(?:[Tt]|[ \\t]+)\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d+)?(?:[ \\t]*(?:Z|[-+][012]?\\d(?::\\d{2})?))?)?',
  ]
    .map((form) => `^(?:${form})$`)
    .join('|'),
);

function line(value: string): string {
  if (certainlyPlain.test(value)) return value;
  return marked.test(value) || unprintable.test(value) || meaningful.test(value) ? quoted(value) : value;
}

/** Single quotes spare a text with double ones the escapes. */
function quoted(value: string): string {
  const escaped = unprintable.test(value) || value.includes('\n');
  if (!escaped && value.includes('"') && !value.includes("'")) return `'${value}'`;
  const written = JSON.stringify(value);
  return escaped
    ? written.replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : written;
}

/** A text of several lines as a block, if it does not end in blanks, which parsers take for its indentation. */
function lines(value: string, indent: string): string {
  if (unprintable.test(value) || /(?:^|\n)[\t ]*\n*$/.test(value.replace(/\n+$/, ''))) return quoted(value);
  const indentation = /^\n* /.test(value) ? '2' : '';
  const chomping = !value.endsWith('\n') ? '-' : value.endsWith('\n\n') ? '+' : '';
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  return `|${indentation}${chomping}${`\n${body}`.replace(/\n(?!\n|$)/g, `\n${indent}`)}`;
}
