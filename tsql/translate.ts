import { type Problem, ProblemsError, show } from '../environments/problem';
import type { Cluster } from '../environments/resolve-cluster';
import { type Batch, asRemoteStatement, asStatement } from './batch';
import type { Column } from './columns';
import { createMasterKey } from './endpoint';
import { type Instance, instancesOf, primaryOf } from './instances';
import { valueOf } from './lexemes';
import { createObjectStore, hdfsStore } from './object-store';
import { type Sql, forSqlcmd, identifier, join, literal, path, quoted, sql, written } from './quoting';
import { createPoolTable, dropPoolTable } from './shard-map';
import type { PoolTable } from './shards';
import { type Name, Statements, type Token } from './statements';

export interface Translation {
  /** The text, for `sqlcmd` on the primary as `sa`. */
  readonly text: string;

  /** What stays as it was although it does not run any more. */
  readonly problems: readonly Problem[];

  /** Lines of the original with statements that are others now. */
  readonly translated: readonly number[];
}

/** A statement found: where it ends, and what takes its place, or why nothing does. */
interface Found {
  readonly end: number;
  readonly replacement?: Sql;
  readonly reason?: Reason;
}

type Reason = Pick<Problem, 'given' | 'allowed' | 'fix'>;

/** Names that stood in every database of the original. */
const poolSources = { sqldatapool: 'sqldatapool', sqlstoragepool: 'sqlhdfs' } as const;

/** What the text so far means for the rest of it. */
interface State {
  /** Database that statements run in. */
  database?: string;

  /** Data sources by name in small letters: the scheme of their location. */
  readonly sources: Map<string, string>;

  /** Tables of the data pool by name in small letters. */
  readonly tables: Map<string, PoolTable>;
}

/**
 * Statements of SQL Server Big Data Clusters in the words of today's SQL Server; all others stay as they are.
 *
 * @param file name of the text, for problems
 * @param database that the text runs in until it says `USE`
 */
export function translate(cluster: Cluster, text: string, file: string, database?: string): Translation {
  const statements = new Statements(text);
  const open = statements.lexemes.find((lexeme) => lexeme.open);
  if (open) {
    throw new ProblemsError([
      {
        path: `${file}:${open.line}`,
        given: show(open.text),
        allowed: 'a text that ends',
        fix: 'close the string, the name or the comment',
      },
    ]);
  }
  const translator = new Translator(cluster, statements, { database, sources: new Map(Object.entries(poolSources)), tables: new Map() });
  const output: string[] = [];
  const problems: Problem[] = [];
  const translated: number[] = [];
  let copied = 0;
  const copyUntil = (lexeme: number) => {
    output.push(...statements.lexemes.slice(copied, lexeme).map((one) => one.text));
    copied = lexeme;
  };
  for (let at = 0; at < statements.tokens.length;) {
    const token = statements.tokens[at]!;
    const found = translator.at(at);
    if (found?.reason) {
      problems.push({ path: `${file}:${token.line}`, ...found.reason });
      copyUntil(token.index);
      output.push(`/* not translated: ${found.reason.fix.replaceAll('*/', '* /')} */ `);
    }
    if (found?.replacement) {
      translated.push(token.line);
      copyUntil(token.index);
      output.push(forSqlcmd(found.replacement));
      copied = statements.tokens[found.end - 1]!.index + 1;
    }
    at = found?.end ?? at + 1;
  }
  copyUntil(statements.lexemes.length);
  return { text: output.join(''), problems, translated };
}

class Translator {
  private readonly shards: readonly Instance[];

  constructor(
    private readonly cluster: Cluster,
    private readonly statements: Statements,
    private readonly state: State,
  ) {
    this.shards = instancesOf(cluster, cluster.sql?.dataPools ?? []);
  }

  /** The statement that begins at `at`, if the original alone has it. */
  at(at: number): Found | undefined {
    const { statements } = this;
    if (statements.has(at, 'USE')) return this.use(at);
    if (statements.has(at, 'CREATE', 'EXTERNAL', 'DATA', 'SOURCE')) return this.dataSource(at);
    if (statements.has(at, 'CREATE', 'EXTERNAL', 'TABLE')) return this.externalTable(at);
    if (statements.has(at, 'CREATE', 'EXTERNAL', 'FILE', 'FORMAT')) return this.fileFormat(at);
    if (statements.has(at, 'DROP', 'EXTERNAL')) return this.drop(at);
    if (statements.has(at, 'EXEC', '(') || statements.has(at, 'EXECUTE', '(')) return this.execute(at);
    if (statements.has(at, 'CREATE', 'STATISTICS')) return this.statistics(at);
    return this.change(at) ?? this.mention(at);
  }

  private use(at: number): Found | undefined {
    const name = this.statements.nameAt(at + 1);
    if (name) this.state.database = name.parts[0];
    return name && { end: name.end };
  }

  private dataSource(at: number): Found | undefined {
    const { statements, state } = this;
    const named = statements.nameAt(at + 4);
    const end = named && statements.has(named.end, 'WITH', '(') ? statements.afterBrackets(named.end + 1) : undefined;
    if (!named || end === undefined) return undefined;
    const [name] = named.parts as [string];
    const { LOCATION: location } = statements.optionsAt(named.end + 1);
    const [, scheme = '', host = '', folder = ''] = /^(\w+):\/\/([^/:]*)[^/]*(.*)$/.exec(location ? valueOf(location) : '') ?? [];
    state.sources.set(name.toLowerCase(), scheme.toLowerCase());
    switch (scheme.toLowerCase()) {
      case 'sqldatapool':
        return { end, replacement: say(`${name}: the shards of the data pool are linked servers of the master`) };
      case 'sqlcomputepool':
        return { end, replacement: say(`${name}: the pods of the compute pool are linked servers of the master`) };
      case 'sqlhdfs':
        return attempt(end, () => this.files(name));
      case 'hdfs':
        return /^nmnode-\d/.test(host)
          ? attempt(end, () => this.files(name, folder))
          : {
              end,
              reason: {
                given: show(location && valueOf(location)),
                allowed: 'HDFS of this cluster: SQL Server reads files by S3 alone since 2022',
                fix: 'mount the other HDFS into this one, and name hdfs://nmnode-0-svc:9000/ with the path of the mount',
              },
            };
      case 'wasb':
      case 'wasbs':
      case 'abfs':
      case 'abfss':
        return {
          end,
          reason: {
            given: show(location && valueOf(location)),
            allowed: 'abs:// and adls:// since SQL Server 2022, without TYPE = HADOOP',
            fix: 'write LOCATION in that way, and a credential with a shared access signature',
          },
        };
      default:
        return { end };
    }
  }

  /** HDFS as a data source of this name. */
  private files(name: string, folder = ''): Sql {
    const store = hdfsStore(this.cluster);
    if (!store) {
      refuse(
        name,
        'a cluster with HDFS and SQL Server 2025, or 2022 with PolyBase: they read its files by S3',
        'add storage pool and NameNode, or raise sql.version',
      );
    }
    const location = `${store.location}${folder.replace(/^\//, '')}`;
    const database = this.database(name);
    return block([createMasterKey(database), ...createObjectStore(database, { ...store, name, location })].map(asStatement));
  }

  private externalTable(at: number): Found | undefined {
    const { statements, state } = this;
    const named = statements.nameAt(at + 3);
    const columnsEnd = named && statements.has(named.end, '(') ? statements.afterBrackets(named.end) : undefined;
    const end = columnsEnd !== undefined && statements.has(columnsEnd, 'WITH', '(') ? statements.afterBrackets(columnsEnd + 1) : undefined;
    if (!named || columnsEnd === undefined || end === undefined) return undefined;
    const { DATA_SOURCE: source, DISTRIBUTION: distribution, ...others } = statements.optionsAt(columnsEnd + 1);
    if (!source || state.sources.get(valueOf(source).toLowerCase()) !== 'sqldatapool') return { end };
    return attempt(end, () => this.poolTable(named, Object.keys(others), distribution));
  }

  private poolTable({ parts, end: columns }: Name, others: readonly string[], distribution?: Token): Sql {
    if (others.length > 0) refuse(others.join(', '), 'DATA_SOURCE and DISTRIBUTION, for the data pool', 'leave the others out');
    const kinds: Readonly<Record<string, PoolTable['distribution']>> = { ROUND_ROBIN: 'roundRobin', REPLICATED: 'replicated' };
    const kind = kinds[distribution?.text.toUpperCase() ?? 'ROUND_ROBIN'];
    if (!kind) refuse(distribution!.text, Object.keys(kinds).join(' or '), 'choose one of them: rows are spread by the writer');
    if (this.shards.length === 0) refuse(parts.join('.'), 'a cluster with a data pool', 'add data-0 to the resources');
    const [name, schema = 'dbo', database = this.database(parts.join('.'))] = parts.toReversed() as [string, string?, string?];
    const table: PoolTable = { database, schema, name, columns: this.statements.listAt(columns).map(columnOf), distribution: kind };
    const made = this.onInstances(createPoolTable(table, primaryOf(this.cluster), this.shards));
    this.state.tables.set(tableKey(parts), table);
    return made;
  }

  private onInstances(scripts: readonly { readonly instance: Instance; readonly batches: readonly Batch[] }[]): Sql {
    const isShard = (instance: Instance) => this.shards.includes(instance);
    return block(
      scripts.flatMap(({ instance, batches }) =>
        batches.map((batch) => (isShard(instance) ? asRemoteStatement(batch, instance) : asStatement(batch))),
      ),
    );
  }

  private fileFormat(at: number): Found | undefined {
    const { statements } = this;
    const named = statements.nameAt(at + 4);
    const end = named && statements.has(named.end, 'WITH', '(') ? statements.afterBrackets(named.end + 1) : undefined;
    if (!named || end === undefined) return undefined;
    const { FORMAT_TYPE: type } = statements.optionsAt(named.end + 1);
    if (!type || !['ORC', 'RCFILE'].includes(type.text.toUpperCase())) return { end };
    return {
      end,
      reason: {
        given: type.text,
        allowed: 'PARQUET, DELTA or DELIMITEDTEXT since SQL Server 2022',
        fix: 'let Spark write the files as parquet',
      },
    };
  }

  private drop(at: number): Found | undefined {
    const { statements, state } = this;
    if (statements.has(at + 2, 'DATA', 'SOURCE')) {
      const named = statements.nameAt(at + 4);
      const scheme = named && state.sources.get(named.parts[0]!.toLowerCase());
      return named && (scheme === 'sqldatapool' || scheme === 'sqlcomputepool')
        ? { end: named.end, replacement: say(`${named.parts[0]}: linked servers of the master stay`) }
        : undefined;
    }
    const named = statements.has(at + 2, 'TABLE') ? statements.nameAt(at + 3) : undefined;
    const table = named && state.tables.get(tableKey(named.parts));
    return named && table
      ? { end: named.end, replacement: this.onInstances(dropPoolTable(table, primaryOf(this.cluster), this.shards)) }
      : undefined;
  }

  private execute(at: number): Found | undefined {
    const { statements, state } = this;
    const brackets = statements.afterBrackets(at + 1);
    if (brackets === undefined || !statements.has(brackets, 'AT', 'DATA_SOURCE')) return undefined;
    const named = statements.nameAt(brackets + 2);
    if (!named) return undefined;
    const { end } = named;
    const scheme = state.sources.get(named.parts[0]!.toLowerCase());
    switch (scheme) {
      case 'sqldatapool':
        return attempt(end, () => this.onShards(statements.listAt(at + 1)));
      case 'sqlhdfs':
      case 'sqlcomputepool':
        return {
          end,
          reason: {
            given: named.parts[0]!,
            allowed: 'the data pool, or another SQL Server',
            fix: 'name a linked server: EXEC (…) AT [compute-0]',
          },
        };
      default:
        return { end };
    }
  }

  private onShards(brackets: readonly (readonly Token[])[]): Sql {
    const [[text, ...more] = [], ...others] = brackets;
    if (!text || more.length > 0 || others.length > 0 || !(text.kind === 'string' || text.text.startsWith('@'))) {
      refuse('a text that is put together', 'one literal, or one variable', 'put the text into a variable first');
    }
    const run = sql`EXEC ${path(this.database('AT DATA_SOURCE'), 'sys', 'sp_executesql')} `;
    const everywhere =
      text.kind === 'string' ? quoted(sql`${run}${quoted(written(valueOf(text)))};`) : sql`${quoted(sql`${run}?;`)}, ${written(text.text)}`;
    return block(this.shards.map(({ name }) => sql`EXEC (${everywhere}) AT ${identifier(name)};`));
  }

  /** What would change rows of the data pool: its views are read alone. */
  private change(at: number): Found | undefined {
    const { statements, state } = this;
    const begin = [
      ['INSERT', 'INTO'],
      ['INSERT'],
      ['UPDATE'],
      ['DELETE', 'FROM'],
      ['DELETE'],
      ['TRUNCATE', 'TABLE'],
      ['MERGE', 'INTO'],
      ['MERGE'],
    ].find((words) => statements.has(at, ...words));
    const named = begin && statements.nameAt(at + begin.length);
    if (!begin || !named || !state.tables.has(tableKey(named.parts))) return undefined;
    return {
      end: named.end,
      reason: {
        given: `${begin.join(' ')} ${named.parts.join('.')}`,
        allowed: 'tables of the data pool are read through a view: their shards cannot be written in one transaction',
        fix: begin[0] === 'INSERT' ? 'write the rows with Spark, straight to the shards' : 'run it on each shard: EXEC (…) AT [data-0-0]',
      },
    };
  }

  private statistics(at: number): Found | undefined {
    const { statements, state } = this;
    const named = statements.nameAt(at + 2);
    const table = named && statements.has(named.end, 'ON') ? statements.nameAt(named.end + 1) : undefined;
    if (!table || !state.tables.has(tableKey(table.parts))) return undefined;
    return {
      end: table.end,
      reason: {
        given: `CREATE STATISTICS ON ${table.parts.join('.')}`,
        allowed: 'statistics of tables: in the master a table of the data pool is a view',
        fix: 'leave it out: the shards make their own',
      },
    };
  }

  /** Names of the original that mean nothing any more, in whatever statement. */
  private mention(at: number): Found | undefined {
    const token = this.statements.tokens[at]!;
    const reason = mentioned(token);
    return reason && { end: at + 1, reason };
  }

  private database(what: string): string {
    return this.state.database ?? refuse(what, 'a database to run in', 'say USE before it, or give --database');
  }
}

const gone: Readonly<Record<string, string>> = {
  dm_db_data_pool_nodes: 'read bdc.shard_map, in the database of the table',
  dm_cluster_endpoints: 'ask the controller for the endpoints, or kubectl get services',
  sp_polybase_join_group: 'leave it out: scale-out groups ended with SQL Server 2022; name pods of the compute pool as linked servers',
  sp_data_source_objects: 'ask the source itself for its objects',
  sp_data_source_table_columns: 'ask the source itself for the columns',
};

function mentioned(token: Token): Reason | undefined {
  const value = valueOf(token);
  if (token.kind === 'string') {
    return /\b(sqldatapool|sqlhdfs|sqlcomputepool|hdfs):\/\/|\bAT\s+DATA_SOURCE\b/i.test(value)
      ? {
          given: show(value),
          allowed: 'statements of the original that stand in the text themselves',
          fix: 'take the statement out of the string and translate it',
        }
      : undefined;
  }
  const fix = token.kind === 'word' || token.kind === 'name' ? gone[value.toLowerCase()] : undefined;
  return fix === undefined ? undefined : { given: value, allowed: 'what SQL Server has without Big Data Clusters', fix };
}

/** One statement, since the original may stand after `IF`. */
function block(statements: readonly Sql[]): Sql {
  return sql`BEGIN
${join(statements, '\n')}
END`;
}

function say(text: string): Sql {
  return sql`PRINT ${literal(text)}`;
}

/** Names are the same whatever their letters are, and without a schema they mean that of most users. */
function tableKey(parts: readonly string[]): string {
  const [name, schema = 'dbo'] = parts.toReversed();
  return `${schema}.${name}`.toLowerCase();
}

function columnOf(tokens: readonly Token[]): Column {
  const [name, type, ...rest] = tokens;
  if (name === undefined || type === undefined) refuse(tokens.map(({ text }) => text).join(' '), 'a name and a type', 'correct the column');
  const closing = rest.findIndex(({ text }) => text === ')');
  const length = rest[0]?.text === '(' ? rest.slice(0, closing + 1) : [];
  const words = rest.slice(length.length).map(({ text }) => text.toUpperCase());
  const collation = words.indexOf('COLLATE');
  return {
    name: valueOf(name),
    type: `${valueOf(type)}${length.map(({ text }) => text).join('')}`,
    nullable: !words.some((word, index) => word === 'NOT' && words[index + 1] === 'NULL'),
    collation: collation < 0 ? undefined : rest[length.length + collation + 1]?.text,
  };
}

/** What `make` makes, or the reason why it does not. */
function attempt(end: number, make: () => Sql): Found {
  try {
    return { end, replacement: make() };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const [{ given, allowed, fix }] = error.problems as [Problem];
    return { end, reason: { given, allowed, fix } };
  }
}

function refuse(given: string, allowed: string, fix: string): never {
  throw new ProblemsError([{ path: 'T-SQL', given: show(given), allowed, fix }]);
}
