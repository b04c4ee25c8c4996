import { container } from '../../../constructs/workload/container';
import { inRealm, keytabFiles } from '../../../constructs/workload/kerberos';
import { type Process, perPod } from '../../../constructs/workload/process';
import { secretsOf } from '../../../constructs/workload/secrets';
import { bigDataCluster } from '../../../stacks/big-data-cluster';
import { clusterOf } from '../../environments/cluster';
import { inDomain, inRealmOfItsOwn } from '../../environments/realm';

const process: Process = {
  name: 'main',
  image: { repository: 'r', tag: 't' },
  cpu: '1',
  memory: '1Gi',
  principals: [perPod('HTTP', 'main')],
};

test('without a realm, or without a principal, a process stays as it is', () => {
  expect(inRealm(clusterOf(), 'pods', process)).toBe(process);
  const nobody = { ...process, principals: [] };
  expect(inRealm(clusterOf(inDomain), 'pods', nobody)).toBe(nobody);
});

test('in a realm of its own a process has a keytab, krb5.conf and a way to the centre', () => {
  const found = inRealm(clusterOf(inRealmOfItsOwn), 'pods', { ...process, connectsTo: ['other'] });
  expect(found).toMatchObject({
    config: { directory: '/etc/kerberos', files: [{ name: 'krb5.conf', mountPath: '/etc/krb5.conf' }] },
    secrets: [{ secret: 'pods-main-keytab', directory: '/var/run/secrets/keytab' }],
    connectsTo: ['other', { workload: 'kdc', ports: ['kdc-tickets'] }],
  });
});

test('in a domain it has a way to the controllers, by addresses of both kinds', () => {
  expect(inRealm(clusterOf(inDomain), 'pods', process).connectsTo).toEqual([
    { ports: [88, 389, 464, 636, 3268, 3269], ranges: ['10.0.0.2/32', '2001:db8::2/128'] },
  ]);
});

test('krb5.conf is mounted where every program looks', () => {
  const [workload] = bigDataCluster(clusterOf(inDomain)).workloads;
  const { volumeMounts } = container(workload!.spec, inRealm(clusterOf(inDomain), 'pods', process));
  expect(volumeMounts).toContainEqual({ name: 'main-config', mountPath: '/etc/krb5.conf', subPath: 'krb5.conf', readOnly: true });
});

test('pods that are somebody else have keytabs of their own', () => {
  expect(keytabFiles({ name: 'pods', replicas: 2 }, process)).toEqual(['pods-0.keytab', 'pods-1.keytab']);
  expect(keytabFiles({ name: 'pods', replicas: 2 }, { ...process, principals: [{ service: 'HTTP', account: 'main' }] })).toEqual([
    'service.keytab',
  ]);
});

test('whoever makes the Secrets learns their keys', () => {
  const secrets = secretsOf(bigDataCluster(clusterOf(inDomain)).workloads.map(({ spec }) => spec));
  const keysOf = (wanted: string) => secrets.find(({ id }) => id === wanted)?.keys;
  expect(keysOf('nmnode-0-name-node-keytab')).toEqual(['nmnode-0-0.keytab', 'nmnode-0-1.keytab']);
  expect(keysOf('master-sql-server-keytab')).toEqual(['service.keytab']);
});
