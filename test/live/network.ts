import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const localCluster = resolve(__dirname, '../../local/cluster');
const ask = (kubeconfig: string | undefined, ...args: readonly string[]) =>
  execFileSync(localCluster, args, { encoding: 'utf8', env: { ...process.env, KUBECONFIG: kubeconfig } });

/** Whether the packets between pods are ours to drop: on the cluster of this machine, and on no other. */
export function canCut(): boolean {
  return ask('', 'kubeconfig').trim() === process.env.KUBECONFIG;
}

/**
 * Pulls the cable of a pod, or what leads from it to another one, or to one port of that.
 *
 * @param a address of the pod
 */
export function cut(a: string, b?: string, port?: number): void {
  ask('', 'cut', a, ...(b ? [b] : []), ...(port ? [String(port)] : []));
}

/** Takes all cuts away. */
export function mend(): void {
  ask('', 'mend');
}
