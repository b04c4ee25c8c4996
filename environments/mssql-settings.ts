import type { Sql, SqlPool } from './resolve-cluster';
import { toMebibytes } from './schema/quantities';
import type { SqlVersion } from './schema/sql';

/**
 * Keys of mssql.conf by section, as documented; SQL Server says nothing about one that it does not know.
 *
 * @see https://learn.microsoft.com/sql/linux/configure/mssql-conf
 */
const keys: Readonly<Record<string, string>> = {
  coredump: 'captureminiandfull coredumptype disablecoredump',
  distributedtransaction: `
    allowonlysecurerpccalls fallbacktounsecurerpcifnecessary maxlogsize memorybuffersize servertcpport trace_cm trace_contact
    trace_gateway trace_log trace_misc trace_proxy trace_svc trace_trace trace_util trace_xa tracefilepath turnoffrpcsecurity`,
  errorlog: 'numerrorlogs',
  extensibility: 'outboundnetworkaccess',
  filelocation: 'defaultbackupdir defaultdatadir defaultdumpdir defaultlogdir errorlogfile masterdatafile masterlogfile',
  hadr: 'hadrenabled',
  language: 'lcid',
  memory: 'disablememorypressure enablecontainersharedmemory memory_optimized memorylimitmb',
  network: `
    aadauthenticationendpoint aadcertificatefilepath aadclientcertblacklist aadclientid aadfederationmetadataendpoint
    aadgraphapiendpoint aadgraphendpoint aadissuerurl aadmsgraphendpoint aadonbehalfofauthority aadprimarytenant aadsendx5c
    aadserveradminname aadserveradminsid aadserveradmintype aadserviceprincipalname aadserviceprincipalnamenoslash aadstsurl
    disablesssd enablekdcfromkrb5conf forceencryption forcesecureldap ipaddress ipv6dnsrecordslimit kerberoscredupdatefrequency
    kerberoskeytabfile privilegedadaccount rpcport tcpport tlscert tlsciphers tlskey tlsprotocols`,
  sqlagent: 'databasemailprofile enabled errorlogfile errorlogginglevel',
  sqlconnector: 'logginglevel',
  telemetry: 'customerfeedback userrequestedlocalauditdirectory',
};

const keysSince2025: typeof keys = {
  network: 'forcestrict',
  passwordpolicy: 'passwordhistorylength passwordmaximumage passwordminimumage passwordminimumlength',
};

/** Names of all documented settings of `version`; besides them there are `traceflag.traceflag<number>`. */
export function mssqlSettings(version: SqlVersion): string[] {
  const sections = [...Object.entries(keys), ...(version === '2025' ? Object.entries(keysSince2025) : [])];
  return sections.flatMap(([section, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => `${section}.${name}`),
  );
}

/** Whether SQL Server of `version` knows `name`, a section and a key in small letters. */
export function isMssqlSetting(version: SqlVersion, name: string): boolean {
  return mssqlSettings(version).includes(name) || /^traceflag\.traceflag\d+$/.test(name);
}

/** Settings of `pool` as SQL Server reads them: it does not care for capitals, and the original's names have some. */
export function settingsOfSqlServer({ settings }: SqlPool): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings.sql.mssql ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Part of the memory that SQL Server may use; the rest is for what it does not count itself. */
const memoryShare = 0.8;

/** Memory that a SQL Server of `pool` keeps within, in mebibytes. */
export function memoryLimit(pool: SqlPool): number {
  return Number(settingsOfSqlServer(pool)['memory.memorylimitmb'] ?? Math.floor(toMebibytes(pool.sqlMemory) * memoryShare));
}

/** Everything that runs SQL Server. */
export function sqlPools({ master, computePools, dataPools, storagePools }: Sql): readonly SqlPool[] {
  return [master, ...computePools, ...dataPools, ...storagePools];
}
