import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the pods answer to the kubelet. */
export interface Health {
  /** Whether callers find what they expect. */
  readonly isReady: () => boolean;

  /** Whether the loop turns. */
  readonly isAlive: () => boolean;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The door of the API: so far it tells how the program is. */
export function api({ isReady, isAlive }: Health): Handler {
  const answers: Readonly<Record<string, () => boolean>> = { '/ready': isReady, '/live': isAlive };
  return ({ method, url = '' }, response) => {
    const answer = answers[url];
    if (!answer) return end(response, 404, 'There is nothing here.');
    if (method !== 'GET') return end(response, 405, 'Only GET is known here.', { allow: 'GET' });
    return answer() ? end(response, 200, 'yes') : end(response, 503, 'no');
  };
}

/** The door of the dashboard, which is not part of this version. */
export const dashboard: Handler = (_, response) => end(response, 503, 'This version of the controller has no dashboard.');

function end(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers });
  response.end(`${text}\n`);
}
