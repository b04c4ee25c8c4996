import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getAll, tryKubectl } from './kubectl';

/** Where runs leave what they saw. */
export const evidence = resolve(__dirname, '../../evidence');

/** Pods of `namespace` that are not ready, with their last events and the ends of their logs. */
export function diagnose(namespace: string): string {
  const pods = getAll('pods', namespace).filter(
    ({ status }) => !status.conditions?.some(({ type, status: is }: any) => type === 'Ready' && is === 'True'),
  );
  const events = getAll('events', namespace);
  return pods
    .map(({ metadata, status, spec }) => {
      const own = events.filter(({ involvedObject }) => involvedObject.name === metadata.name).slice(-8);
      return [
        `pod ${metadata.name}: ${status.phase} ${JSON.stringify(status.containerStatuses?.map(({ name, state, restartCount }: any) => ({ name, restartCount, ...state })))}`,
        ...own.map(({ type, reason, message }) => `  ${type} ${reason}: ${message}`),
        ...spec.containers.map(({ name }: any) => `  log of ${name}:\n${tail(namespace, metadata.name, name)}`),
      ].join('\n');
    })
    .join('\n');
}

/** Keeps what tells later why a run went as it did: objects, events and logs. */
export function keepEvidence(namespace: string, timings: readonly { step: string; seconds: number; failed: boolean }[]): string {
  const folder = join(evidence, namespace);
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, text: string) => writeFileSync(join(folder, name), text);
  keep(
    'timings.txt',
    timings.map(({ step, seconds, failed }) => `${seconds.toFixed(1).padStart(7)} s  ${failed ? 'FAILED ' : ''}${step}\n`).join(''),
  );
  keep(
    'objects.yaml',
    tryKubectl(['get', 'all,pvc,configmaps,networkpolicies,poddisruptionbudgets', '-n', namespace, '-o', 'yaml']).stdout,
  );
  keep('events.txt', tryKubectl(['get', 'events', '-n', namespace, '--sort-by', '.lastTimestamp']).stdout);
  keep('nodes.txt', tryKubectl(['describe', 'nodes']).stdout);
  for (const { metadata, spec } of getAll('pods', namespace)) {
    keep(`${metadata.name}.describe.txt`, tryKubectl(['describe', 'pod', '-n', namespace, metadata.name]).stdout);
    for (const { name } of spec.containers) {
      keep(`${metadata.name}.${name}.log`, tryKubectl(['logs', '-n', namespace, metadata.name, '-c', name]).stdout);
      const previous = tryKubectl(['logs', '-n', namespace, metadata.name, '-c', name, '--previous']);
      if (previous.status === 0) keep(`${metadata.name}.${name}.previous.log`, previous.stdout);
    }
  }
  return folder;
}

function tail(namespace: string, pod: string, container: string): string {
  const { stdout, stderr } = tryKubectl(['logs', '-n', namespace, pod, '-c', container, '--tail', '20']);
  return (stdout || stderr).replace(/^/gm, '    ');
}
