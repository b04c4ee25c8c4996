import { Document, type Pair, type Scalar, isMap, isScalar } from 'yaml';
import { fieldPath } from '../problem';
import { isRecord } from './documents';
import type { Imported } from './import-profile';
import { notesOf } from './notes';
import type { Path } from './profile';

const width = 118;

/** `imported` as YAML, with comments; `firstLines` stand above them. */
export function toYaml(imported: Imported, firstLines: readonly string[]): string {
  const notes = notesOf(imported);
  const document = new Document(imported.environment, { aliasDuplicateObjects: false });
  document.commentBefore = comment([...firstLines, ...notes.head.flatMap(wrap)]);
  document.comment = comment(notes.foot.flatMap(wrap));
  const visit = (node: unknown, path: Path): void => {
    if (!isMap(node)) return;
    for (const pair of node.items as Pair<Scalar<string>>[]) {
      const here = [...path, pair.key.value];
      const above = notes.above.get(fieldPath(here));
      if (above) pair.key.commentBefore = comment(above.flatMap(wrap));
      if (notes.same.has(fieldPath(here))) {
        if (isScalar(pair.value)) pair.value.comment = ' same';
        else pair.key.commentBefore = comment(['same', ...(above ?? []).flatMap(wrap)]);
      }
      visit(pair.value, here);
    }
  };
  visit(document.contents, []);
  return document.toString({ lineWidth: 0 });
}

/** `imported` as a program, with comments. */
export function toProgram(imported: Imported, packageName: string): string {
  const notes = notesOf(imported);
  const lines = (value: unknown, path: Path, indent: string): string => {
    if (!isRecord(value)) return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : literal(value);
    const fields = Object.entries(value).flatMap(([name, field]) => {
      const here = fieldPath([...path, name]);
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
      return [
        ...(notes.above.get(here) ?? []).flatMap(wrap).map((line) => `${indent}  // ${line}`),
        `${indent}  ${key}: ${lines(field, [...path, name], `${indent}  `)},${notes.same.has(here) ? ' // same' : ''}`,
      ];
    });
    return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`;
  };
  const remarks = (texts: readonly string[]) => texts.flatMap(wrap).map((line) => `// ${line}`.trimEnd());
  return [
    `import type { EnvironmentInput } from '${packageName}';`,
    '',
    ...remarks(notes.head),
    `export default ${lines(imported.environment, [], '')} satisfies EnvironmentInput;`,
    '',
    ...remarks(notes.foot),
    '',
  ].join('\n');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
}

/** `text` in lines that are not longer than those of the files around it, if its words allow. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  // A line break of a value would end the comment.
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = text.startsWith('- ') ? `  ${word}` : word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
