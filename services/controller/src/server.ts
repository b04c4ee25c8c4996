import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import { after, days } from './clock';
import type { Means } from './means';
import { selfSigned } from './pki/certificate';

/**
 * The certificate of the doors: the one in `directory`, which its own work puts there and renews; until then one that nobody trusts, which is
 * enough for the kubelet.
 */
export class ServerCertificate {
  private files = '';

  private constructor(
    private readonly directory: string,
    private context: SecureContextOptions,
  ) {}

  static async open(directory: string, { clock, newKey }: Means): Promise<ServerCertificate> {
    const { certificate, key } = selfSigned(await newKey(), 'controller', { notBefore: clock(), notAfter: after(clock(), days) });
    return new ServerCertificate(directory, { cert: certificate, key });
  }

  /** Whether callers can trust it. */
  get isReal(): boolean {
    return this.files !== '';
  }

  /** Gives `servers` the files as they are now. */
  refresh(servers: readonly Server[]): void {
    const [cert, key] = ['tls.crt', 'tls.key'].map((file) => contentOf(join(this.directory, file)));
    if (!cert || !key || cert + key === this.files) return;
    for (const server of servers) server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    this.context = { cert, key };
    this.files = cert + key;
  }

  listen(port: number, handler: RequestListener): Promise<Server> {
    const server = createServer({ ...this.context, minVersion: 'TLSv1.2' }, handler);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, () => resolve(server));
    });
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
