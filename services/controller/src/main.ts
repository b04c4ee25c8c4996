import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { changesOf } from './changes';
import { seconds } from './clock';
import { Leader, type Lease } from './kubernetes/leader';
import { Objects } from './kubernetes/objects';
import { Pods } from './kubernetes/pods';
import type { Secret } from './kubernetes/secret';
import { inCluster } from './kubernetes/transport';
import { log } from './log';
import { Loop } from './loop';
import type { Means } from './means';
import { api, dashboard } from './pages';
import { newRsaKey } from './pki/key';
import { planFile, readPlan } from './plan';
import { reconcile } from './reconcile/reconcile';
import { Status } from './reconcile/status';
import { ServerCertificate } from './server';

const tlsDirectory = '/var/run/secrets/tls';
const usersFile = '/var/run/secrets/users/users.json';
const lease = 'controller';
const ports = { api: 8443, dashboard: 8444 };

async function main(): Promise<void> {
  const means: Means = { clock: () => new Date(), newKey: () => newRsaKey() };
  // The file follows changes of the cluster; each pass reads it anew.
  const plan = () => readPlan(readFileSync(planFile, 'utf8'));
  const { namespace } = plan();
  const transport = inCluster(process.env);
  const secrets = new Objects<Secret>(transport, `/api/v1/namespaces/${namespace}/secrets`);
  const leases = new Objects<Lease>(transport, `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`);
  const pods = new Pods(transport, namespace, log);
  const leader = new Leader(leases, lease, process.env.POD_NAME ?? hostname(), means.clock);
  const status = new Status(log);
  const loop = new Loop(
    leader,
    () => reconcile(plan(), { ...means, secrets, pods, mayWrite: () => leader.isHolder, status, log }),
    changesOf(usersFile),
    means.clock,
    log,
  );

  const certificate = await ServerCertificate.open(tlsDirectory, means);
  const health = { isReady: () => certificate.isReal, isAlive: () => loop.isAlive };
  const servers = [await certificate.listen(ports.api, api(health)), await certificate.listen(ports.dashboard, dashboard)];
  const refresh = () => certificate.refresh(servers);
  refresh();
  const refreshing = setInterval(refresh, 2 * seconds);

  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => loop.stop());
  await loop.run();
  clearInterval(refreshing);
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
}

main().catch((error) => {
  log('the controller has ended', { error: String(error) });
  process.exitCode = 1;
});
