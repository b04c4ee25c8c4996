import { ports } from '../../environments/endpoints';
import { memoryLimit, settingsOfSqlServer } from '../../environments/mssql-settings';
import type { SqlPool } from '../../environments/resolve-cluster';
import { secretDirectories } from '../../images/contract';
import { sqlServer } from '../../images/sql-server/contract';
import { type ConfigFile, sortedEntries } from './config-file';

/** What differs between the pools of SQL Server. */
export interface MssqlConfProps {
  readonly pool: SqlPool;

  /** Whether the instance takes part in availability groups, or could. */
  readonly hadr: boolean;

  /**
   * Account that the instance has in a domain of Active Directory.
   *
   * @default - its logins are its own
   */
  readonly account?: string;
}

/** A container is no member of a domain: SQL Server asks the controllers itself, those of krb5.conf, and by TLS alone. */
const directory = { 'network.disablesssd': 'true', 'network.enablekdcfromkrb5conf': 'true', 'network.forcesecureldap': 'true' };

/**
 * Everything that SQL Server reads from a file; what it reads from the environment alone is not repeated here.
 *
 * @see https://learn.microsoft.com/sql/linux/configure/mssql-conf
 */
export function mssqlConf({ pool, hadr, account }: MssqlConfProps): ConfigFile {
  const { tls } = sqlServer.secretDirectories;
  const properties = {
    'network.forceencryption': '1',
    'network.tlsprotocols': '1.2',
    ...(account !== undefined && directory),
    ...settingsOfSqlServer(pool),
    ...(hadr && { 'hadr.hadrenabled': '1' }),
    'memory.memorylimitmb': String(memoryLimit(pool)),
    'network.tcpport': String(ports['sql-server']['sql-tds']),
    'network.tlscert': `${tls}/tls.crt`,
    'network.tlskey': `${tls}/tls.key`,
    ...(account !== undefined && {
      'network.privilegedadaccount': account,
      'network.kerberoskeytabfile': `${secretDirectories.keytab}/service.keytab`,
    }),
  };
  const settings = sortedEntries(properties).map(([name, value]) => {
    const dot = name.indexOf('.');
    return { section: name.slice(0, dot), line: `${name.slice(dot + 1)} = ${value}\n` };
  });
  const sections = [...new Set(settings.map(({ section }) => section))].map((section) => {
    const lines = settings.filter((setting) => setting.section === section).map(({ line }) => line);
    return `[${section}]\n${lines.join('')}`;
  });
  return { name: sqlServer.configFile, content: sections.join('\n') };
}
