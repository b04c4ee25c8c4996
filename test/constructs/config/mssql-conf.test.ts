import { agAgentConfig } from '../../../constructs/config/ag-agent';
import { intervals } from '../../../environments/availability-group';
import { mssqlConf } from '../../../constructs/config/mssql-conf';
import { isMssqlSetting, sqlPools } from '../../../environments/mssql-settings';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { clusterOf } from '../../environments/cluster';
import { allParts, sqlAlone } from '../../environments/sql';

function contentOf(changes: Partial<EnvironmentInput> = {}, hadr = true): string {
  return mssqlConf({ pool: clusterOf({ ...sqlAlone, ...changes }).sql!.master, hadr }).content;
}

/** Names of all settings of a file, as `section.key`. */
function namesIn(content: string): string[] {
  return content.split('\n\n').flatMap((block) => {
    const [head, ...lines] = block.trim().split('\n');
    return lines.map((line) => `${/^\[(.*)\]$/.exec(head!)![1]}.${line.split(' = ')[0]}`);
  });
}

test('has sections in one order, with everything that the environment decides', () => {
  expect(contentOf()).toBe(`[hadr]
hadrenabled = 1

[memory]
memorylimitmb = 6553

[network]
forceencryption = 1
tcpport = 1433
tlscert = /var/run/secrets/sql-tls/tls.crt
tlskey = /var/run/secrets/sql-tls/tls.key
tlsprotocols = 1.2
`);
  expect(contentOf({}, false)).not.toContain('hadr');
});

test.each(['2019', '2022', '2025'] as const)('has documented keys alone: %s', (version) => {
  const { sql } = clusterOf({ ...allParts, settings: { 'mssql.sqlagent.enabled': 'true', 'mssql.traceflag.traceflag0': '3614' } });
  for (const pool of sqlPools(sql!)) {
    const names = namesIn(mssqlConf({ pool, hadr: true }).content);
    expect(names).toEqual(expect.arrayContaining(['sqlagent.enabled', 'traceflag.traceflag0', 'network.tlscert']));
    expect(names.filter((name) => !isMssqlSetting(version, name))).toEqual([]);
  }
});

test('takes the narrower setting, whatever its capitals, but not what wires the cluster together', () => {
  const content = contentOf({
    settings: { 'mssql.network.forceEncryption': '0', 'mssql.network.tcpport': '1', 'mssql.memory.memorylimitmb': '4096' },
    services: { sql: { settings: { 'mssql.language.lcid': '1036' } } },
    resources: { master: { ...sqlAlone.resources.master, settings: { 'mssql.language.lcid': '1031' } } },
  });
  expect(content).toContain('forceencryption = 0\n');
  expect(content).not.toContain('forceEncryption');
  expect(content).toContain('lcid = 1031\n');
  expect(content).toContain('tcpport = 1433\n');
  expect(content).toContain('memorylimitmb = 4096\n');
});

test('asks a domain under the account of its pool, by TLS alone', () => {
  const pool = clusterOf(sqlAlone).sql!.master;
  const names = namesIn(mssqlConf({ pool, hadr: true, account: 'bdc-sqmp' }).content);
  expect(names.filter((name) => !isMssqlSetting('2025', name))).toEqual([]);
  const added = names.filter((name) => !namesIn(contentOf()).includes(name));
  expect(added).toEqual([
    'network.disablesssd',
    'network.enablekdcfromkrb5conf',
    'network.forcesecureldap',
    'network.kerberoskeytabfile',
    'network.privilegedadaccount',
  ]);
});

describe('the agent', () => {
  const configOf = (environment: EnvironmentInput) => {
    const cluster = clusterOf(environment);
    return JSON.parse(agAgentConfig(cluster, cluster.sql!).content);
  };

  test('knows the group, or that there is none', () => {
    expect(configOf(sqlAlone)).not.toHaveProperty('availabilityGroup');
    expect(configOf(allParts).availabilityGroup).toMatchObject({
      name: 'bdc',
      lease: 'ag-bdc',
      requiredSynchronizedSecondariesToCommit: 1,
      replicas: [
        { name: 'master-0', endpoint: 'tcp://master-0.master-svc.all-parts.svc.cluster.local:5022' },
        { name: 'master-1' },
        { name: 'master-2' },
      ],
    });
  });

  test('renews a write lease before it runs out, and a Lease before another takes it', () => {
    expect(intervals.writeLease).toBeGreaterThan(2 * intervals.round + intervals.query);
    expect(intervals.lease).toBeGreaterThanOrEqual(3 * intervals.round);
  });
});
