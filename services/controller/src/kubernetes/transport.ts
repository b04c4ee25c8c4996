import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';

export interface Answer {
  readonly status: number;
  readonly body: any;
}

/** Asks the API server once; whatever it answers is an answer. */
export type Transport = (method: string, path: string, body?: object) => Promise<Answer>;

const deadline = 10_000;

/** The API server that Kubernetes tells its pods of, by the mounted token; it is read anew each time, since it changes. */
export function inCluster(env: NodeJS.ProcessEnv, directory = '/var/run/secrets/kubernetes.io/serviceaccount'): Transport {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port) throw new Error('KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are missing: this is no pod of Kubernetes');
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const token = readFileSync(join(directory, 'token'), 'utf8').trim();
      const ca = readFileSync(join(directory, 'ca.crt'));
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': type };
      const call = request({ host, port, method, path, headers, ca, signal: AbortSignal.timeout(deadline) }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          try {
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
          } catch {
            reject(new Error(`${method} ${path} was answered with ${response.statusCode} and no JSON`));
          }
        });
      });
      call.on('error', reject);
      call.end(body && JSON.stringify(body));
    });
}
