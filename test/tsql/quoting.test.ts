import { lexemesOf, valueOf } from '../../tsql/lexemes';
import {
  type Sql,
  binary,
  fill,
  forSqlcmd,
  identifier,
  join,
  literal,
  option,
  path,
  query,
  quoted,
  secret,
  sql,
  told,
  variablesOf,
  written,
} from '../../tsql/quoting';
import { parseBatches } from './parser/parse-batches';

const none = () => '';
const plain = (text: Sql) => fill(text, none);

/** Pseudo-random numbers that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const pieces = [
  "'",
  "''",
  "N'",
  ']',
  ']]',
  '[',
  '"',
  '--',
  '/*',
  '*/',
  ';',
  ' ',
  'a',
  'GO',
  ':r',
  '\\',
  '%',
  'ü',
  '字',
  '’',
  'ʼ',
  '＇',
  '］',
  '𝄞',
  '(',
  ')',
  '$',
  '\u00a0',
];

/** Texts of what ends literals, names and comments, and of what is turned into a quotation mark where letters are lost. */
function texts(count: number, seed: number): string[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * 12) }, () => pieces[Math.floor(next() * pieces.length)])
      .join('')
      .replaceAll(/\$+(?=\()/g, ''),
  );
}

const secretValue = secret('sql-pool', 'password');

test.each([1, 2, 3])('no text leaves its literal or name, seed %i', (seed) => {
  for (const text of texts(2000, seed)) {
    const made = plain(sql`SELECT ${literal(text)}, ${option(text)} AS ${identifier(text)};`);
    const seen = lexemesOf(made).filter(({ kind }) => kind !== 'space');
    expect(seen.map(({ kind }) => kind)).toEqual(['word', 'string', 'mark', 'string', 'word', 'name', 'mark']);
    expect([seen[1]!, seen[3]!, seen[5]!].map(valueOf)).toEqual([text, text, text]);
  }
});

test.each([4, 5])('nor in statements within statements, whether it is written or filled in, seed %i', (seed) => {
  for (const text of texts(1000, seed)) {
    const inner = sql`SELECT ${literal(text)}, ${literal(secretValue)} AS ${identifier(told('name'))};`;
    const made = fill(sql`EXEC (${quoted(sql`EXEC (${quoted(inner)});`)});`, () => text);
    const [once] = lexemesOf(made)
      .filter(({ kind }) => kind === 'string')
      .map(valueOf);
    const [twice] = lexemesOf(once!)
      .filter(({ kind }) => kind === 'string')
      .map(valueOf);
    const seen = lexemesOf(twice!).filter(({ kind }) => kind === 'string' || kind === 'name');
    expect(seen.map(valueOf)).toEqual([text, text, text]);
  }
});

test("Microsoft's parsers see one statement whatever the text is", () => {
  const made = texts(400, 6).map((text) =>
    plain(sql`SELECT ${literal(text)} AS ${identifier(text)} FROM ${path(text, text, text, text)};
    SELECT * FROM OPENQUERY(${identifier(text)}, ${query(sql`SELECT ${literal(text)} AS ${identifier(text)}`)});
    EXEC (${quoted(sql`SELECT ${literal(text)} AS ${identifier(text)}`)}) AT ${identifier(text)};`),
  );
  expect(parseBatches(made).flat()).toEqual([]);
});

test.each(['a\nGO\nDROP TABLE b', 'a\u0000', 'a\u2028b', '\ud800', '$(PATH)'])(
  'text that sqlcmd reads otherwise is refused: %j',
  (text) => {
    for (const quote of [literal, option, identifier]) expect(() => quote(text)).toThrow('without control characters');
  },
);

test('values of variables may hold all of that, since no sqlcmd sees them', () => {
  expect(fill(sql`PRINT ${literal(secretValue)};`, () => "a\nGO $(b) 'c'")).toBe("PRINT N'a\nGO $(b) ''c''';");
});

test.each([
  ['nothing', ''],
  ['129 letters', 'a'.repeat(129)],
])('%s is no name', (_, name) => {
  expect(() => identifier(name)).toThrow('between 1 and 128 characters');
});

test('a name of 128 brackets is one', () => expect(plain(identifier(']'.repeat(128)))).toBe(`[${']'.repeat(256)}]`));

test('what another server is asked has at most 8000 bytes, and twice as much in other letters', () => {
  const of = (letter: string, count: number) => plain(query(written(letter.repeat(count))));
  expect(of('a', 8000)).toHaveLength(8002);
  expect(of('ü', 4000)).toMatch(/^N'/);
  for (const [letter, count] of [
    ['a', 8001],
    ['ü', 4001],
    ["'", 4001],
  ] as const)
    expect(() => of(letter, count)).toThrow('at most 8000 bytes');
  expect(() => query(literal(secretValue))).toThrow('no variables');
});

test('secrets are variables in what is printed, and nothing else', () => {
  const text = sql`CREATE LOGIN ${identifier(secret('sql-pool', 'username'))} WITH PASSWORD = ${literal(secretValue)}, SECRET = ${literal(secret('s3-sql', 'access-key'), ':', secretValue)}`;
  expect(forSqlcmd(text)).toBe(
    "CREATE LOGIN [$(SQL_POOL_USERNAME)] WITH PASSWORD = N'$(SQL_POOL_PASSWORD)', SECRET = N'$(S3_SQL_ACCESS_KEY):$(SQL_POOL_PASSWORD)'",
  );
  expect(variablesOf(text).map(({ secret: from }) => from)).toEqual([
    { id: 'sql-pool', key: 'username' },
    { id: 'sql-pool', key: 'password' },
    { id: 's3-sql', key: 'access-key' },
  ]);
});

test('binary values are digits, wherever they come from', () => {
  expect(plain(binary(new Uint8Array([0, 171])))).toBe('0x00AB');
  const text = sql`EXEC (${quoted(sql`SELECT ${binary(told('certificate'))}`)})`;
  expect(fill(text, () => '0xab')).toBe("EXEC (N'SELECT 0xab')");
  for (const value of ['', '0x', '0xA', "0xAB'", '0xAB; SELECT 1', 'AB']) expect(() => fill(text, () => value)).toThrow('a binary value');
});

test('numbers are whole', () => {
  expect(plain(sql`SELECT ${-3};`)).toBe('SELECT -3;');
  for (const number of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) expect(() => sql`SELECT ${number}`).toThrow('a whole number');
});

test('pieces are joined, and lines begin at the left', () => {
  expect(plain(join([sql`a`, sql`b`, sql`c`], ' + '))).toBe('a + b + c');
  expect(
    plain(sql`a
    b`),
  ).toBe('a\nb');
});
