import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
import type { Plain } from './manifest';
import type { Probe, Process } from './process';

const defaultStartupSeconds = 600;
const timeoutSeconds = 5;

/** Holds the other two back until the first answer, so that a slow start is no reason to be killed. */
export function startup({ live, startupSeconds = defaultStartupSeconds }: Process): Plain<k8s.Probe> | undefined {
  const periodSeconds = 5;
  return live && { ...handler(live), periodSeconds, timeoutSeconds, failureThreshold: Math.ceil(startupSeconds / periodSeconds) };
}

/**
 * A minute without an answer is not a pause of the garbage collector any more. Whoever hangs uses none of the pod's seconds of
 * grace, which may be many, but for the last words of those that can still speak.
 */
export function liveness({ live }: Process): Plain<k8s.Probe> | undefined {
  return live && { ...handler(live), periodSeconds: 10, timeoutSeconds, failureThreshold: 6, terminationGracePeriodSeconds: 30 };
}

export function readiness({ ready }: Process): Plain<k8s.Probe> | undefined {
  return ready && { ...handler(ready), periodSeconds: 5, timeoutSeconds, failureThreshold: 3 };
}

function handler(probe: Probe): Plain<k8s.Probe> {
  if ('command' in probe) return { exec: { command: probe.command } };
  const { port } = probe;
  return 'path' in probe ? { httpGet: { path: probe.path, port, scheme: probe.scheme } } : { tcpSocket: { port } };
}
