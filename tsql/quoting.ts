import { ProblemsError, show } from '../environments/problem';

/** A value that is known in the cluster alone: what a Secret holds, or what an instance made. */
export interface Variable {
  /** Name of the variable where the text is printed for `sqlcmd`. */
  readonly name: string;

  /** Secret and key that hold the value; without it another instance tells it. */
  readonly secret?: { readonly id: string; readonly key: string };
}

/** The value that stands under `key` in the Secret `id`. */
export function secret(id: string, key: string): Variable {
  return { name: `${id}_${key}`.toUpperCase().replaceAll(/\W/g, '_'), secret: { id, key } };
}

/** A value that an instance of the cluster tells while it runs. */
export function told(name: string): Variable {
  return { name: name.toUpperCase().replaceAll(/\W/g, '_') };
}

/** Where the value of a variable goes. */
export interface Hole {
  readonly variable: Variable;

  /** Characters that are doubled in the value, one after the other: the ends of all names and literals around it. */
  readonly ends: readonly string[];

  /** Whether the value has to be binary. */
  readonly binary?: boolean;
}

/**
 * Text of T-SQL in which every value is quoted.
 *
 * Only this file makes it, so that nothing else can join text and values.
 */
class Text {
  constructor(readonly parts: readonly (string | Hole)[]) {}
}

export type Sql = Text;

/**
 * T-SQL with values between its pieces: whole numbers, and what is T-SQL already. Strings are refused by their type.
 *
 * Lines begin at the left, wherever they stand in the program.
 */
export function sql(pieces: TemplateStringsArray, ...values: readonly (Sql | number)[]): Sql {
  return new Text(
    pieces.flatMap((piece, index) => {
      const text = piece.replaceAll(/\n +/g, '\n');
      if (index === values.length) return [text];
      const value = values[index]!;
      return value instanceof Text ? [text, ...value.parts] : [text, wholeNumber(value)];
    }),
  );
}

/** `parts` with `separator` between them. */
export function join(parts: readonly Sql[], separator = ', '): Sql {
  return new Text(parts.flatMap((part, index) => (index === 0 ? part.parts : [separator, ...part.parts])));
}

/** T-SQL that somebody else wrote, as it is. */
export function written(text: string): Sql {
  return new Text([text]);
}

/** `[name]`; SQL Server has names of at most 128 characters. */
export function identifier(name: string | Variable): Sql {
  if (typeof name !== 'string') return new Text(['[', { variable: name, ends: [']'] }, ']']);
  check('name in T-SQL', name);
  if (name.length === 0 || name.length > 128) refuse('name in T-SQL', name, 'between 1 and 128 characters', 'choose another name');
  return new Text([`[${name.replaceAll(']', ']]')}]`]);
}

/** `[server].[database].[schema].[object]`, or the last parts of it. */
export function path(...names: readonly string[]): Sql {
  return join(names.map(identifier), '.');
}

/** `N'text'`, put together from `parts`. */
export function literal(...parts: readonly (string | Variable)[]): Sql {
  for (const part of parts) if (typeof part === 'string') check('text in T-SQL', part);
  return new Text(["N'", ...double(parts.map((part) => (typeof part === 'string' ? part : { variable: part, ends: [] }))), "'"]);
}

/** The same for options of statements, which are documented without `N`; that is left out where no other letters need it. */
export function option(text: string): Sql {
  check('text in T-SQL', text);
  return new Text([`${isAscii(text) ? '' : 'N'}'${text.replaceAll("'", "''")}'`]);
}

/** Statements as a literal, for `EXEC`. */
export function quoted({ parts }: Sql): Sql {
  return new Text(["N'", ...double(parts), "'"]);
}

const longestQuery = 8000;

/** Statements as the argument of `OPENQUERY`, which takes neither variables nor more than 8000 bytes. */
export function query({ parts }: Sql): Sql {
  const text = double(parts).map((part) =>
    typeof part === 'string' ? part : refuse('OPENQUERY', part.variable.name, 'no variables', 'leave it out'),
  );
  const inside = text.join('');
  const national = isAscii(inside) ? '' : 'N';
  const bytes = inside.length * (national ? 2 : 1);
  if (bytes > longestQuery) refuse('OPENQUERY', inside, `at most ${longestQuery} bytes, here ${bytes}`, 'ask for fewer columns');
  return new Text([`${national}'${inside}'`]);
}

/** `0x…`. */
export function binary(value: Uint8Array | Variable): Sql {
  return new Text([
    value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex').toUpperCase()}` : { variable: value, ends: [], binary: true },
  ]);
}

/** Variables in the order of their first place. */
export function variablesOf({ parts }: Sql): Variable[] {
  return [...new Map(parts.flatMap((part) => (typeof part === 'string' ? [] : [[part.variable.name, part.variable]]))).values()];
}

/** The text with its values, whatever these are: a quotation mark in a password stays a part of it. */
export function fill({ parts }: Sql, valueOf: (variable: Variable) => string): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = valueOf(part.variable);
      if (part.binary && !/^0x([0-9A-Fa-f]{2})+$/.test(value)) {
        refuse(part.variable.name, value, 'a binary value, such as 0x0A', 'take what the instance told');
      }
      return part.ends.reduce((text, end) => text.replaceAll(end, end + end), value);
    })
    .join('');
}

/**
 * The text for `sqlcmd`, which puts the values of its variables into it.
 *
 * It puts them in as they are: a value with a quotation mark has to be given with two.
 */
export function forSqlcmd({ parts }: Sql): string {
  return parts.map((part) => (typeof part === 'string' ? part : `$(${part.variable.name})`)).join('');
}

function double(parts: readonly (string | Hole)[]): (string | Hole)[] {
  return parts.map((part) => (typeof part === 'string' ? part.replaceAll("'", "''") : { ...part, ends: [...part.ends, "'"] }));
}

function wholeNumber(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : refuse('number in T-SQL', value, 'a whole number', 'change the number');
}

/** Line breaks end a batch for `sqlcmd` where `GO` follows, and `$(` begins a variable of it, inside of literals as well. */
function check(place: string, text: string): void {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029\p{Cs}]|\$\(/u.test(text)) {
    refuse(place, text, 'text without control characters and without $(', 'leave them out');
  }
}

function isAscii(text: string): boolean {
  return /^[ -~\n]*$/.test(text);
}

function refuse(place: string, given: unknown, allowed: string, fix: string): never {
  throw new ProblemsError([{ path: place, given: show(given), allowed, fix }]);
}
