import type { ImageContract } from '../contract';

/** What the image of the agent promises besides the rules for all images. */
interface AgAgentContract extends ImageContract {
  /** File in the configuration directory: the replicas, the group and the Lease, the intervals, where the secrets are. */
  readonly configFile: string;

  /** Mount points of the Secrets that it reads, a file per key. */
  readonly secretDirectories: { readonly sa: string; readonly login: string; readonly masterKey: string; readonly tls: string };

  /**
   * Answers 200 once the SQL Server beside it answers a query and its role is known, `RESOLVING` included.
   *
   * It does not wait for a primary or for other replicas.
   */
  readonly readyPath: string;

  /** Answers 200 as long as its own loop turns, whatever SQL Server does. */
  readonly livePath: string;

  /** Label that it sets on its own pod and on no other; without a group the only replica is the primary. */
  readonly roleLabel: string;

  /** Values of the label; it takes the label away while the role is none of them. */
  readonly roles: { readonly primary: string; readonly secondary: string; readonly configurationOnly: string };
}

/**
 * The agent beside each SQL Server of the master: it forms the availability group and decides which replica is the primary.
 *
 * On SIGTERM it hands the role of the primary over, then ends, which closes its port; SQL Server waits for that before it stops.
 *
 * This is the agreement that the image has to keep. The image itself is not built yet: until it has a Containerfile and so a tag of its
 * content, the catalogue names it by this version.
 */
export const agAgent = {
  name: 'ag-agent',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/ag-agent',
  writableDirectories: ['/tmp'],
  commands: { agent: ['ag-agent'] },
  configFile: 'ag-agent.json',
  secretDirectories: {
    sa: '/var/run/secrets/sql-sa',
    login: '/var/run/secrets/sql-agent',
    masterKey: '/var/run/secrets/sql-master-key',
    tls: '/var/run/secrets/sql-tls',
  },
  readyPath: '/ready',
  livePath: '/live',
  roleLabel: 'big-data-cluster/ag-role',
  roles: { primary: 'primary', secondary: 'secondary', configurationOnly: 'configuration-only' },
} as const satisfies AgAgentContract;
