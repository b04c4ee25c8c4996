import type { ImageContract } from '../contract';

/** What the image of the notebooks promises besides the rules for all images. */
interface NotebooksContract extends ImageContract {
  readonly dataDirectory: string;

  /** File in the configuration directory with the address of Livy, as sparkmagic reads it. */
  readonly configFile: string;

  readonly readyPath: string;
}

/** Notebooks with the kernels of sparkmagic, a server for each user. This is the agreement that the image has to keep; it is not built yet. */
export const notebooks = {
  name: 'notebooks',
  version: '0.1.0',
  user: 10001,
  group: 0,
  configDirectory: '/etc/notebooks',
  dataDirectory: '/var/lib/notebooks',
  writableDirectories: ['/tmp'],
  commands: { notebooks: ['notebooks'] },
  configFile: 'sparkmagic.json',
  readyPath: '/hub/health',
} as const satisfies NotebooksContract;
