import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Process } from '../../../constructs/workload/process';

/** Where pods have the credentials of mounted stores. */
const mountDirectory = '/var/run/secrets/mounts';

/** Files of processes in a directory, a folder each, and what the classes of Hadoop, ZooKeeper and Java make of them. */
export interface Loaded {
  readonly directory: string;
  readonly understood: Record<string, any>;
}

/**
 * Lets Java load the configuration of `processes`, in a pod with the host name `host`.
 *
 * @param mounts a property of the credentials of each mounted store, by its name; its value is `of <store>`
 */
export function loadConfiguration(
  processes: ReadonlyMap<string, Process>,
  host: string,
  mounts: Readonly<Record<string, string>> = {},
): Loaded {
  const directory = mkdtempSync(join(tmpdir(), 'bdc-configuration-'));
  for (const [name, { config }] of processes) {
    mkdirSync(join(directory, name));
    for (const file of config!.files) {
      writeFileSync(join(directory, name, file.name), file.content.replaceAll(mountDirectory, join(directory, 'mounts')));
    }
  }
  for (const [mount, property] of Object.entries(mounts)) {
    mkdirSync(join(directory, 'mounts', mount), { recursive: true });
    const credentials = `<configuration><property><name>${property}</name><value>of ${mount}</value></property></configuration>`;
    writeFileSync(join(directory, 'mounts', mount, 'credentials.xml'), credentials);
  }
  const [first] = processes.keys();
  const jars = execFileSync(resolve(__dirname, '../../../images/fetch'), ['hadoop'], { encoding: 'utf8' }).trim();
  const output = execFileSync(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      // The Kerberos of Java itself is asked what it reads.
      '--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED',
      `-Djava.security.properties=${join(directory, first!, 'security.properties')}`,
      '-cp',
      `${jars}/jars/*`,
      join(__dirname, 'LoadConfiguration.java'),
      ...[...processes.keys()].map((name) => join(directory, name)),
    ],
    {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, POD_NAME: 'pod-1', POD_HOST: host, LDAP_LOOKUP_USER: 'bdc-ldap', KEYSTORE_PASSWORD: 'x' },
    },
  );
  return { directory, understood: JSON.parse(output) };
}
