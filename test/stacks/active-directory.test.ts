import { type Process, perPod } from '../../constructs/workload/process';
import type { WorkloadSpec } from '../../constructs/workload/workload';
import { accountName } from '../../environments/realm';
import type { EnvironmentInput } from '../../environments/schema/environment';
import { type Account, accountsOf, checkActiveDirectory } from '../../stacks/active-directory';
import { bigDataCluster } from '../../stacks/big-data-cluster';
import { renderCluster } from '../../stacks/render-cluster';
import { clusterOf } from '../environments/cluster';
import { inDomain, inRealmOfItsOwn } from '../environments/realm';

/** What `environment` has in its domain. */
function inDomainOf(environment: EnvironmentInput = inDomain) {
  const cluster = clusterOf(environment);
  const { realm } = cluster;
  if (realm?.kind !== 'activeDirectory') throw new Error('no domain');
  const workloads = bigDataCluster(cluster).workloads.map(({ spec }) => spec);
  return { cluster, realm, workloads, accounts: accountsOf(realm, workloads) };
}

const { accounts, cluster, realm, workloads } = inDomainOf();

const account = (name: string): Account => accounts.find((found) => found.name === name)!;

const nameNode = 'nmnode-0-0.nmnode-0-svc.bdc.svc.cluster.local';

test('an account for each pod that logs in, with the names of its web pages, and a keytab in each of its containers', () => {
  expect(account('bdc-hdnn-0')).toEqual({
    name: 'bdc-hdnn-0',
    distinguishedName: 'CN=bdc-hdnn-0,OU=bdc,DC=contoso,DC=local',
    userPrincipalName: `hdfs/${nameNode}@CONTOSO.LOCAL`,
    servicePrincipalNames: [
      'HTTP/nmnode-0-0.bdc.contoso.local',
      `HTTP/${nameNode}`,
      'hdfs/nmnode-0-0.bdc.contoso.local',
      `hdfs/${nameNode}`,
    ],
    supportedEncryptionTypes: 24,
    userAccountControl: 66048,
    keytabs: [
      {
        secret: 'nmnode-0-name-node-keytab',
        key: 'nmnode-0-0.keytab',
        principals: [`hdfs/${nameNode}`, 'hdfs/nmnode-0-0.bdc.contoso.local', `HTTP/${nameNode}`, 'HTTP/nmnode-0-0.bdc.contoso.local'],
      },
      {
        secret: 'nmnode-0-zkfc-keytab',
        key: 'nmnode-0-0.keytab',
        principals: [`hdfs/${nameNode}`, 'hdfs/nmnode-0-0.bdc.contoso.local'],
      },
    ],
  });
});

test('web pages of a pod belong to one account: a NodeManager beside a DataNode has two in its keytab', () => {
  const owners = accounts.filter(({ keytabs }) => keytabs.some(({ secret }) => secret === 'storage-0-node-manager-keytab'));
  expect(owners.map(({ name }) => name)).toEqual(
    ['0', '1', '2'].flatMap((pod) => `bdc-hdt0-${pod}`).concat(['0', '1', '2'].map((pod) => `bdc-ynt0-${pod}`)),
  );
  expect(account('bdc-ynt0-0').servicePrincipalNames.join()).not.toContain('HTTP');
  expect(account('bdc-yns0-0').servicePrincipalNames.join()).toContain('HTTP/spark-0-0.');
});

test('a SQL Server is known by its pods, Services and endpoints, with and without the port that callers name', () => {
  const { keytabs, servicePrincipalNames, userPrincipalName } = account('bdc-sqmp');
  expect(userPrincipalName).toBe('bdc-sqmp@CONTOSO.LOCAL');
  expect(servicePrincipalNames).toEqual(
    expect.arrayContaining([
      'MSSQLSvc/master-2.master-svc.bdc.svc.cluster.local',
      'MSSQLSvc/master-2.bdc.contoso.local:1433',
      'MSSQLSvc/master-p-svc.bdc.svc.cluster.local:1433',
      'MSSQLSvc/sql.bdc.contoso.local',
      'MSSQLSvc/sql.bdc.contoso.local:31433',
      'MSSQLSvc/sql-readonly.bdc.contoso.local:31436',
    ]),
  );
  expect(keytabs).toEqual([
    {
      secret: 'master-sql-server-keytab',
      key: 'service.keytab',
      principals: expect.arrayContaining(['bdc-sqmp', ...servicePrincipalNames]),
    },
  ]);
});

test('what an account is called is what SQL Server logs in as', () => {
  expect(accountName(realm, 'sqmp')).toBe('bdc-sqmp');
});

test('the account of the look-ups has no names', () => {
  expect(account('bdc-ldap')).toMatchObject({ userPrincipalName: 'bdc-ldap@CONTOSO.LOCAL', servicePrincipalNames: [], keytabs: [] });
});

test('keytabs are those that pods mount', () => {
  const mounted = workloads.flatMap(({ processes }) => processes.flatMap(({ secrets = [] }) => secrets.map(({ secret }) => secret)));
  const planned = new Set(accounts.flatMap(({ keytabs }) => keytabs.map(({ secret }) => secret)));
  expect(mounted.filter((secret) => secret.endsWith('-keytab') && !planned.has(secret))).toEqual([]);
});

describe('problems', () => {
  const workload = (name: string, processes: Partial<Process>[]): WorkloadSpec =>
    ({
      ...workloads[0]!,
      name,
      replicas: 11,
      processes: processes.map((process, index) => ({
        name: `p${index}`,
        image: { repository: 'r', tag: 't' },
        cpu: '1',
        memory: '1Gi',
        ...process,
      })),
    }) as WorkloadSpec;

  test('there are none', () => {
    expect(checkActiveDirectory(cluster, workloads)).toEqual([]);
    expect(checkActiveDirectory(clusterOf(inRealmOfItsOwn), workloads)).toEqual([]);
  });

  test('an endpoint without a name, as told by renderCluster', () => {
    const { 'sql-server-master': _, ...endpoints } = inDomain.endpoints;
    expect(() => renderCluster({ ...inDomain, endpoints })).toThrow(
      /endpoints\.sql-server-master\.dnsName[\s\S]*sql-server-master\.bdc\.contoso\.local/,
    );
  });

  test('an account with more than 20 letters', () => {
    const { cluster: long, workloads: specs } = inDomainOf({ ...inDomain, realm: { ...inDomain.realm, accountPrefix: 'twelveletter' } });
    expect(checkActiveDirectory(long, specs)).toEqual([]);
    expect(checkActiveDirectory(long, [workload('storage-10', [{ principals: [perPod('hdfs', 'hdt10')] }])])).toMatchObject([
      {
        path: 'realm.accountPrefix',
        given: '"twelveletter"',
        allowed: '11 letters at most: the account twelveletter-hdt10-10 may have 20',
      },
    ]);
  });

  test('a name of two accounts', () => {
    const two = workload('pods', [{ principals: [perPod('HTTP', 'one')] }, { principals: [perPod('livy', 'two'), perPod('HTTP', 'two')] }]);
    expect(checkActiveDirectory(cluster, [{ ...two, replicas: 1 }])).toEqual([
      {
        path: 'account bdc-two-0: servicePrincipalName',
        given: '"HTTP/pods-0.bdc.contoso.local"',
        allowed: 'a name that no other account has; bdc-one-0 has it',
        fix: 'let both principals name the same account',
      },
      expect.objectContaining({ given: '"HTTP/pods-0.pods-svc.bdc.svc.cluster.local"' }),
    ]);
  });

  test('two that log in as one account', () => {
    const two = workload('pods', [{ principals: [perPod('livy', 'one')] }, { principals: [perPod('sph', 'one')] }]);
    expect(checkActiveDirectory(cluster, [{ ...two, replicas: 1 }])).toMatchObject([
      { path: 'workload pods: principals', allowed: 'one principal that logs in as the account bdc-one-0' },
    ]);
  });
});
