import * as z from 'zod';
import { matching } from './quantities';

/** Editions of each version, under the names that `MSSQL_PID` takes; 2025 renamed Developer and gave up Web. */
export const editions = {
  '2019': ['Developer', 'Evaluation', 'Express', 'Web', 'Standard', 'Enterprise', 'EnterpriseCore'],
  '2022': ['Developer', 'Evaluation', 'Express', 'Web', 'Standard', 'Enterprise', 'EnterpriseCore'],
  '2025': ['EnterpriseDeveloper', 'StandardDeveloper', 'Evaluation', 'Express', 'Standard', 'Enterprise', 'EnterpriseCore'],
} as const;

export type SqlVersion = keyof typeof editions;

type Edition<Version extends SqlVersion = SqlVersion> = (typeof editions)[Version][number];

/** Editions whose availability groups have more than one database and more than two replicas. */
export const editionsWithGroups: readonly string[] = ['Enterprise', 'EnterpriseCore', 'EnterpriseDeveloper', 'Developer', 'Evaluation'];

/** Kinds of external data sources: files in object stores, and other database systems. */
export const externalSources = ['s3', 'abs', 'adls', 'sqlserver', 'oracle', 'mongodb', 'teradata', 'odbc'] as const;

const fields = z.strictObject({
  /** Version of every SQL Server of the cluster; 2025 reads parquet, delta and csv files without PolyBase. */
  version: z.enum(Object.keys(editions) as SqlVersion[]),

  /** Edition of every SQL Server of the cluster; which ones there are depends on the version. */
  edition: z.enum([...new Set(Object.values(editions).flat())]),

  /**
   * Collation of new instances, the same everywhere so that comparisons can run where the rows are; it cannot be changed later.
   *
   * @default SQL_Latin1_General_CP1_CI_AS
   */
  collation: matching<string>(/^[A-Za-z]\w*$/, 'the name of a collation, such as SQL_Latin1_General_CP1_CI_AS').default(
    'SQL_Latin1_General_CP1_CI_AS',
  ),

  /**
   * Kinds of external data sources that queries will name: synth tells if version and image cannot serve them.
   *
   * @default - none
   */
  externalSources: z.array(z.enum(externalSources)).default([]),
});

type OfVersion<Fields> = {
  [Version in SqlVersion]: Omit<Fields, 'version' | 'edition'> & {
    /** Version of every SQL Server of the cluster; 2025 reads parquet, delta and csv files without PolyBase. */
    version: Version;

    /** Edition of every SQL Server of the cluster; which ones there are depends on the version. */
    edition: Edition<Version>;
  };
}[SqlVersion];

/** SQL Server, the same in all pools. */
export const sql = fields.superRefine(({ version, edition }, context) => {
  const values = editions[version] as readonly string[];
  if (!values.includes(edition)) context.addIssue({ code: 'invalid_value', values: [...values], path: ['edition'], input: edition });
}) as unknown as z.ZodType<OfVersion<z.output<typeof fields>>, OfVersion<z.input<typeof fields>>>;
