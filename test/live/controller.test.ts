import { X509Certificate } from 'node:crypto';
import { renderCluster } from '../../stacks/render-cluster';
import { clusterPlan } from '../../stacks/cluster-plan';
import { LiveCluster } from './cluster';
import environment from './controller.environment';
import { kubectl, tryKubectl } from './kubectl';

const live = new LiveCluster(environment.name, 'controller.environment.ts', ['foundation', 'control']);
const { cluster, workloads } = renderCluster(environment);
const plan = JSON.parse(clusterPlan(cluster, workloads).content);
const names: string[] = [...plan.secrets.map(({ name }: any) => name), ...plan.certificates.map(({ secret }: any) => secret)].toSorted();
const step = live.step.bind(live);

/** Deadlines in seconds: all that the controller has to do, and another one's taking over a Lease that ends by itself. */
const made = 60;
const takenOver = 40;

const secrets = (): any[] => live.getAll('secrets');
const text = (name: string, key: string) =>
  Buffer.from(secrets().find(({ metadata }) => metadata.name === name).data[key], 'base64').toString();
const lease = () => live.getAll('leases').find(({ metadata }) => metadata.name === 'controller').spec ?? {};
const versions = () => Object.fromEntries(secrets().map(({ metadata }) => [metadata.name, metadata.resourceVersion]));
const log = (pod: string) => tryKubectl(['logs', '-n', live.name, pod]).stdout;
const stopNode = 'for process in /proc/[0-9]*; do [[ $(readlink $process/exe) != */node ]] || kill -STOP ${process#/proc/}; done';
const remove = (kind: string, name: string, ...options: string[]) => kubectl(['delete', kind, name, '-n', live.name, ...options]);
const running = () => live.getAll('pods').filter(({ metadata, status }) => status.phase === 'Running' && !metadata.deletionTimestamp);

let first: Record<string, string>;

step('makes every Secret of the plan, and no other', async () => {
  for (const layer of live.layers) live.apply(layer);
  await live.waitFor('all Secrets', made, () => secrets().length >= names.length);
  expect(Object.keys(versions()).toSorted()).toEqual(names);
  for (const { name, keys } of plan.secrets) for (const key of keys) expect(text(name, key)).not.toBe('');
  first = versions();
});

step('signs for the names that callers use', () => {
  const authority = new X509Certificate(text('authority', 'ca.crt'));
  for (const { secret, dnsNames } of plan.certificates) {
    const certificate = new X509Certificate(text(secret, 'tls.crt'));
    expect(certificate.subjectAltName).toBe(dnsNames.map((name: string) => `DNS:${name}`).join(', '));
    expect(certificate.checkIssued(authority) && certificate.verify(authority.publicKey)).toBe(true);
  }
});

step('has one pod that acts, of two', async () => {
  await live.waitFor('two pods', made, () => running().length === 2);
  expect(running().map(({ metadata }) => metadata.name)).toContain(lease().holderIdentity);
});

step('may read and write its own Secrets, and nothing of others', () => {
  const account = `system:serviceaccount:${live.name}:controller`;
  const can = (verb: string, what: string, ...options: string[]) =>
    tryKubectl(['auth', 'can-i', verb, what, '-n', live.name, '--as', account, ...options]).stdout.trim();
  for (const verb of ['get', 'update']) expect(can(verb, 'secrets/keystore-password')).toBe('yes');
  expect(can('create', 'secrets')).toBe('yes');
  for (const verb of ['list', 'watch', 'deletecollection']) expect(can(verb, 'secrets')).toBe('no');
  for (const verb of ['get', 'update', 'patch', 'delete']) expect(can(verb, 'secrets/somebody-elses')).toBe('no');
  for (const verb of ['patch', 'delete']) expect(can(verb, 'secrets/keystore-password')).toBe('no');
  expect(can('get', 'leases/another')).toBe('no');
  expect(can('create', 'leases')).toBe('no');
  expect(can('get', 'secrets/keystore-password', '-n', 'default')).toBe('no');
  expect(can('get', 'nodes')).toBe('no');
  expect(can('create', 'pods/exec')).toBe('no');
});

step('goes on when the one that acts hangs, and changes nothing', async () => {
  const holder = lease().holderIdentity;
  // It cannot give the Lease back.
  kubectl(['exec', '-n', live.name, holder, '--', 'bash', '-c', stopNode]);
  await live.waitFor('another holder', takenOver, () => ![holder, ''].includes(lease().holderIdentity));
  await live.waitFor('its first pass', takenOver, () => log(lease().holderIdentity).includes('"message":"pass ended","written":0'));
  expect(versions()).toEqual(first);
});

step('makes a Secret anew that is lost, and nothing else', async () => {
  remove('secret', 'spark-secret');
  // Its successor looks at once, and not a minute later; the Lease is given back.
  remove('pod', lease().holderIdentity, '--wait=false');
  await live.waitFor('the Secret', takenOver, () => secrets().length === names.length);
  const { 'spark-secret': anew, ...others } = versions();
  expect(others).toEqual(Object.fromEntries(Object.entries(first).filter(([name]) => name !== 'spark-secret')));
  expect(anew).not.toBe(first['spark-secret']);
});

// A name of a user may stand anywhere.
step('tells nothing of the contents', () => {
  const said = running()
    .map(({ metadata }) => log(metadata.name))
    .join('');
  const told = secrets().flatMap(({ metadata, data }) =>
    Object.entries<string>(data)
      .filter(([key, value]) => key !== 'username' && said.includes(Buffer.from(value, 'base64').toString()))
      .map(([key]) => `${metadata.name}: ${key}`),
  );
  expect(said).toContain('holds the Lease');
  expect(told).toEqual([]);
});
