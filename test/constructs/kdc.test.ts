import { bigDataCluster } from '../../stacks/big-data-cluster';
import { clusterOf } from '../environments/cluster';
import { inDomain, inRealmOfItsOwn } from '../environments/realm';

const workloads = bigDataCluster(clusterOf(inRealmOfItsOwn)).workloads.map(({ spec }) => spec);
const kdc = workloads.find(({ name }) => name === 'kdc')!;
const [process] = kdc.processes;

const content = (name: string) => process!.config!.files.find((file) => file.name === name)!.content;

test('it is there in a realm of the cluster itself, and nowhere else', () => {
  const names = (environment: Parameters<typeof clusterOf>[0]) =>
    bigDataCluster(clusterOf(environment)).workloads.map(({ spec }) => spec.name);
  expect(names(inDomain)).not.toContain('kdc');
  expect(names({})).not.toContain('kdc');
});

test('it keeps its database on a volume, listens by TCP alone on the ports of the table, and takes keys of AES', () => {
  expect(process!.volumes).toEqual({ data: '/var/lib/krb5kdc' });
  expect(content('kdc.conf').split('\n')).toEqual(
    expect.arrayContaining([
      '  kdc_listen = ""',
      '  kdc_tcp_listen = 1088',
      '    kadmind_port = 1749',
      '    database_name = /var/lib/krb5kdc/database/principal',
      '    acl_file = /etc/krb5kdc/kadm5.acl',
      '    supported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal',
    ]),
  );
});

test('one principal makes all others', () => {
  expect(content('kadm5.acl')).toBe('admin/admin@BDC.INTERNAL *e\n');
});

test('every process with a principal has leave to ask it', () => {
  const asking = workloads.filter(({ processes }) => processes.some(({ principals = [] }) => principals.length > 0));
  expect(asking.length).toBeGreaterThan(4);
  for (const { processes } of asking) {
    expect(processes.flatMap(({ connectsTo = [] }) => connectsTo)).toContainEqual({ workload: 'kdc', ports: ['kdc-tickets'] });
  }
});

test('its own krb5.conf names the realm, for the tools that make the database', () => {
  expect(content('krb5.conf')).toContain('default_realm = BDC.INTERNAL');
});
