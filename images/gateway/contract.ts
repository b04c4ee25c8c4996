import type { ImageContract } from '../contract';

/** What the image of the gateway promises besides the rules for all images. */
interface GatewayContract extends ImageContract {
  /** Directory below the configuration directory for topologies; the image links it to the configuration directory itself. */
  readonly topologyFile: string;

  /** File in the configuration directory with Java options, sourced by the command. */
  readonly environmentFile: string;

  /** Where the secrets are mounted that all its pods share: `master`, and the keystore `signing.p12` for tokens. */
  readonly secretDirectory: string;
}

/**
 * Knox: HDFS and Spark by REST and their pages behind one address.
 *
 * The topology `default` is the file of that name; the gateway reads it again when it changes. This is the agreement that the image has to keep;
 * it is not built yet.
 */
export const gateway = {
  name: 'gateway',
  version: '2.0.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/knox',
  writableDirectories: ['/tmp', '/var/lib/knox', '/var/log/knox'],
  commands: { gateway: ['gateway'] },
  topologyFile: 'default.xml',
  environmentFile: 'knox-env.sh',
  secretDirectory: '/var/run/secrets/gateway',
} as const satisfies GatewayContract;
