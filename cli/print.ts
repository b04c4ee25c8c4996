import { stringify } from 'yaml';
import { type Problem, describe } from '../environments/problem';

export const formats = ['table', 'json', 'yaml'] as const;

export type Format = (typeof formats)[number];

/** Prints `data` for programs, or what is `forPeople`. */
export function print(format: Format, data: unknown, forPeople: () => string): void {
  const text = {
    json: () => `${JSON.stringify(data, null, 2)}\n`,
    yaml: () => stringify(data, { lineWidth: 0, aliasDuplicateObjects: false }),
    table: forPeople,
  };
  process.stdout.write(text[format]());
}

/** Rows under a heading, in columns; numbers stand to the right. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => String(line[column] ?? '').length)));
  const right = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return lines
    .map((line) =>
      widths
        .map((width, column) => pad(String(line[column] ?? ''), width, right[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

/** Tells problems to people, on the error stream. */
export function printProblems(problems: readonly Problem[]): void {
  process.stderr.write(`${problems.map(describe).join('\n')}\n`);
}

/** `1536` as `1.5 GiB`. */
export function memory(mebibytes: number): string {
  return mebibytes < 1024 ? `${mebibytes} MiB` : `${Number((mebibytes / 1024).toFixed(1))} GiB`;
}

/** `1500` as `1.5`. */
export function cores(millicores: number): string {
  return String(millicores / 1000);
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}
