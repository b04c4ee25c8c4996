import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { local } from '../../../environments';
import { deployStack } from '../../../stacks/pulumi/deploy-stack';
import program = require('../../../stacks/pulumi/program');
import { sqlAlone } from '../../environments/sql';
import { type Registration, mockEngine, sentSecret, valueOf } from './registrations';

let directory: string;

beforeAll(() => {
  jest.spyOn(pulumi.log, 'warn').mockResolvedValue();
  directory = mkdtempSync(join(tmpdir(), 'bdc-stack-'));
  jest.spyOn(jest.requireActual<typeof pulumi>('@pulumi/pulumi'), 'getRootDirectory').mockReturnValue(directory);
  writeFileSync(join(directory, 'acme.json'), JSON.stringify({ ...sqlAlone, name: 'acme' }));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function deploy(stack: string, configuration: Record<string, string> = {}) {
  const registered = await mockEngine('data', stack);
  pulumi.runtime.setAllConfig(Object.fromEntries(Object.entries(configuration).map(([key, value]) => [`data:${key}`, value])));
  const outputs = await deployStack();
  await pulumi.runtime.disconnect();
  return { outputs, registered };
}

const provider = (registered: readonly Registration[]) => registered.find(({ type }) => type === 'pulumi:providers:kubernetes')!;

test('the stack has the name of a built-in environment', async () => {
  const { outputs, registered } = await deploy('local');
  expect(registered.filter(({ type }) => type === 'bdc:index:BigDataCluster').map(({ name }) => name)).toEqual(['local']);
  expect(await valueOf(pulumi.output(outputs))).toEqual({
    namespace: 'local',
    endpoints: {
      controller: 'https://<node>:30080',
      gateway: 'https://<node>:30443',
      mgmtproxy: 'https://<node>:30777',
    },
  });
  expect(provider(registered).inputs).toEqual({});
});

test('or of one that a file holds; secrets and the cluster come from the configuration', async () => {
  const { registered } = await deploy('acme', {
    environment: 'acme.json',
    kubeconfig: 'apiVersion: v1',
    context: 'prod',
    protect: 'false',
    'sql-sa.password': 'Geheim-1',
    'master-sql-tls.tls.crt': 'a',
    'master-sql-tls.tls.key': 'b',
    'master-sql-tls.ca.crt': 'c',
  });
  expect(provider(registered).inputs).toEqual({ context: 'prod', kubeconfig: sentSecret('apiVersion: v1') });
  const secrets = registered.filter(({ type }) => type === 'kubernetes:core/v1:Secret');
  expect(secrets.map(({ name, inputs }) => [name, Object.keys(inputs.data).toSorted()])).toEqual([
    [`Secret/acme/sql-sa`, ['password']],
    [`Secret/acme/master-sql-tls`, ['ca.crt', 'tls.crt', 'tls.key']],
  ]);
  expect(registered.filter(({ protect }) => protect)).toEqual([]);
});

test.each([
  ['configuration protected', 'local', { protected: 'false' }, 'rename it to protect'],
  ['configuration replicas', 'local', { replicas: '5' }, 'remove it, and say it in the environment'],
  ['name', 'test', { environment: 'acme.json' }, 'pulumi stack select acme, or set the configuration environment to the file of test'],
  ['secrets.sql-sa', 'local', { 'sql-sa.password': 'Geheim-1' }, 'remove it'],
])('%s: what does not fit is told, nothing is registered and no value shown', async (path, stack, configuration, fix) => {
  const failure: any = await deploy(stack, configuration as Record<string, string>).catch((error: unknown) => error);
  expect(pulumi.RunError.isInstance(failure)).toBe(true);
  expect(failure.message).toContain(`error: ${path}\n`);
  expect(failure.message).toContain(`fix:     ${fix}`);
  expect(failure.message).not.toContain('Geheim');
});

test('an environment with problems stops the program with all of them', async () => {
  writeFileSync(join(directory, 'wrong.json'), JSON.stringify({ ...local, name: 'wrong', replcias: 3 }));
  await expect(deploy('wrong', { environment: 'wrong.json' })).rejects.toThrow('replcias');
});

test('what pulumi runs is this function', () => expect(program).toBe(deployStack));
