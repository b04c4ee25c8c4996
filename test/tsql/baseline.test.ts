import { clusterOf } from '../environments/cluster';
import { allParts, sqlAlone } from '../environments/sql';
import type { Cluster } from '../../environments/resolve-cluster';
import { baseline, createDatabase } from '../../tsql/baseline';
import { type Batch, sqlcmdFile } from '../../tsql/batch';
import { fill, variablesOf } from '../../tsql/quoting';
import { contentOf } from '../../environments/secrets';
import { batches, cluster } from './batches';

const textOf = (list: readonly Batch[]) =>
  list.map(({ text }) => fill(text, ({ name }) => (name.startsWith('CERT') ? '0xAB' : name))).join('\n');

function textsOf(of: Cluster): Record<string, string> {
  return Object.fromEntries(baseline(of).map(({ instance, batches: list }) => [instance.name, textOf(list)]));
}

const texts = textsOf(clusterOf(allParts));
const linked = (text: string) => [...text.matchAll(/sp_addlinkedserver @server = N'([^']+)'/g)].map(([, name]) => name);

test('each SQL Server of the cluster has its batches', () => {
  expect(Object.keys(texts)).toEqual([
    'data-0-0',
    'data-0-1',
    'storage-0-0',
    'storage-0-1',
    'storage-0-2',
    'compute-0-0',
    'master-0',
    'master-1',
    'master-2',
  ]);
  expect(baseline(clusterOf())).toEqual([]);
});

test('the master calls all others, the compute pool the shards, and the shards nobody', () => {
  expect(linked(texts['master-2']!)).toEqual([
    'data-0-0',
    'data-0-1',
    'storage-0-0',
    'storage-0-1',
    'storage-0-2',
    'compute-0-0',
    'compute-0',
  ]);
  expect(linked(texts['compute-0-0']!)).toEqual(['data-0-0', 'data-0-1']);
  expect(linked(texts['data-0-0']!)).toEqual([]);
});

test('no linked server makes a transaction a distributed one, and each is asked for its certificate', () => {
  const text = texts['master-0']!;
  const count = linked(text).length;
  expect(text.match(/@optname = N'remote proc transaction promotion', @optvalue = N'false'/g)).toHaveLength(count);
  expect(text.match(/Encrypt=yes;TrustServerCertificate=no;/g)).toHaveLength(count);
});

test('the login of the pool has the same SID on all instances that have it, and no other login has it', () => {
  const sids = Object.entries(texts).flatMap(([instance, text]) =>
    [...text.matchAll(/CREATE LOGIN \[(\w+)\] WITH [^;]*SID = (0x\w{32}),/g)].map(([, login, sid]) => ({ instance, login, sid })),
  );
  const of = (wanted: string) => [...new Set(sids.filter(({ login }) => login === wanted).map(({ sid }) => sid))];
  expect(sids.filter(({ login }) => login === 'SQL_POOL_USERNAME')).toHaveLength(6);
  expect(of('SQL_POOL_USERNAME')).toHaveLength(1);
  expect(of('SQL_AGENT_USERNAME')).toHaveLength(1);
  expect(of('SQL_AGENT_USERNAME')).not.toEqual(of('SQL_POOL_USERNAME'));
});

test('the first replica makes the group, the others join it, each lets the others in', () => {
  expect(texts['master-0']).toContain(
    'WITH (CLUSTER_TYPE = EXTERNAL, DB_FAILOVER = ON, WRITE_LEASE_VALIDITY = 20,\nREQUIRED_SYNCHRONIZED_SECONDARIES_TO_COMMIT = 1)',
  );
  expect(texts['master-0']!.match(/FAILOVER_MODE = EXTERNAL/g)).toHaveLength(3);
  expect(texts['master-1']).toContain('JOIN WITH (CLUSTER_TYPE = EXTERNAL)');
  expect(texts['master-1']).not.toContain('CREATE AVAILABILITY GROUP');
  expect(texts['master-1']!.match(/GRANT CONNECT ON ENDPOINT::\[Hadr_endpoint\] TO \[endpoint-master-[02]\]/g)).toHaveLength(2);
  expect(texts['data-0-0']).not.toMatch(/ENDPOINT/);
});

test('a replica without data has a vote, no databases, and nobody waits for it', () => {
  const master = { ...allParts.resources.master, replicas: 2, configurationOnly: 1 } as const;
  const small = textsOf(clusterOf({ ...allParts, resources: { ...allParts.resources, master } }));
  expect(small['master-0']).toContain('AVAILABILITY_MODE = CONFIGURATION_ONLY)');
  expect(small['master-0']).toContain('TO_COMMIT = 0)');
  expect(small['master-1']).toContain('GRANT CREATE ANY DATABASE');
  expect(small['master-2']).not.toContain('GRANT CREATE ANY DATABASE');
});

test('one replica is no group', () => {
  expect(textsOf(clusterOf(sqlAlone))['master-0']).not.toMatch(/AVAILABILITY GROUP \[|ENDPOINT/);
});

test('groups of the domain: administrators are sysadmin, users may connect', () => {
  const text = textsOf(cluster)['master-1']!;
  expect(text).toContain("ALTER SERVER ROLE [sysadmin] ADD MEMBER [CONTOSO\\bdc's admins];");
  expect(text).toContain('CREATE LOGIN [CONTOSO\\bdc users] FROM WINDOWS;');
  expect(texts['master-1']).not.toContain('FROM WINDOWS');
});

test('files of HDFS are read by S3, and in 2022 with PolyBase alone', () => {
  expect(texts['compute-0-0']).toContain("LOCATION = 's3://s3-svc.all-parts.svc.cluster.local:9443/'");
  const old = textsOf(clusterOf({ ...allParts, sql: { version: '2019', edition: 'Developer' } }));
  expect(old['compute-0-0']).not.toContain('s3:');
  expect(old['compute-0-0']).not.toContain('polybase');
  const without = { ...allParts, sql: { version: '2022', edition: 'Developer' } } as const;
  expect(textsOf(clusterOf(without))['compute-0-0']).not.toContain('s3:');
  const images = { sqlServer: { ...allParts.images.sqlServer, polyBase: true } };
  expect(textsOf(clusterOf({ ...without, images }))['compute-0-0']).toContain("LOCATION = 's3:");
});

test('no value of a Secret is in any text: all of them are variables of Secrets that the cluster has', () => {
  const secrets = [...batches.values()].flat().flatMap(({ text }) => variablesOf(text).flatMap(({ secret }) => secret ?? []));
  expect(new Set(secrets.map(({ id }) => id))).toEqual(
    new Set(['sql-sa', 'sql-agent', 'sql-master-key', 'sql-pool', 's3-sql', 'elsewhere']),
  );
  const ours = secrets.filter(({ id }) => id !== 'elsewhere');
  expect(ours.filter(({ id, key }) => !contentOf(id)!.keys.includes(key))).toEqual([]);
});

test('a database of users is made on the primary, and every replica with data can open its key', () => {
  const of = clusterOf(allParts);
  const made = createDatabase(of, of.sql!, "it's");
  expect(made.map(({ instance }) => instance.name)).toEqual(['primary', 'master-0', 'master-1', 'master-2']);
  expect(textOf(made[0]!.batches)).toMatch(/CREATE DATABASE \[it's\];[\s\S]*ADD DATABASE \[it's\];/);
  expect(textOf(made[3]!.batches)).toContain("sp_control_dbmasterkey_password @db_name = N'it''s'");
  const alone = clusterOf(sqlAlone);
  expect(
    createDatabase(alone, alone.sql!, 'sales')
      .flatMap(({ batches: list }) => textOf(list))
      .join(),
  ).not.toContain('AVAILABILITY');
});

test('for sqlcmd the batches of a database follow each other', () => {
  const of = baseline(clusterOf(allParts)).find(({ instance }) => instance.name === 'compute-0-0')!;
  const file = sqlcmdFile(of.batches);
  expect([...file.matchAll(/^USE (.*);$/gm)].map(([, name]) => name)).toEqual(['[master]', '[lake]']);
  expect(file.match(/^GO$/gm)).toHaveLength(of.batches.length + 2);
});
