import { Provider } from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from '../../../constructs/workload/manifest';
import { aksDevTestHa, environments, kubeadmProd, local } from '../../../environments';
import { ProblemsError, describe as inWords } from '../../../environments/problem';
import { renderCluster } from '../../../stacks/render-cluster';
import { BigDataCluster } from '../../../stacks/pulumi/big-data-cluster';
import { sqlAlone } from '../../environments/sql';
import { type Registration, mockEngine, sentSecret, settled, valueOf } from './registrations';

const warn = jest.spyOn(pulumi.log, 'warn').mockResolvedValue();

type Arguments = ConstructorParameters<typeof BigDataCluster>[1];

async function registrations(given: Arguments, status?: Record<string, unknown>) {
  const registered = await mockEngine('data', given.environment.name, status);
  const { stackTraceLimit } = Error;
  // Pulumi keeps a stack of every promise, and Jest looks up each line of it in the sources: a third of the time.
  Error.stackTraceLimit = 0;
  const component = new BigDataCluster(given.environment.name, given, { provider: new Provider('own') });
  await settled(component).finally(() => (Error.stackTraceLimit = stackTraceLimit));
  const self = registered.find(({ type }) => type === 'bdc:index:BigDataCluster')!;
  const objects = registered.filter(({ parent }) => parent === self.urn);
  return { component, self: self, objects, byName: new Map(objects.map((object) => [object.name, object])) };
}

const named = ({ kind, metadata }: Manifest) => `${kind}/${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;

/** The object as `bdc synth` writes it: without what only Pulumi's provider reads. */
function withoutAwait({ inputs }: Registration): Manifest {
  const { annotations = {}, ...metadata } = inputs.metadata;
  const others = Object.entries(annotations).filter(([key]) => !key.startsWith('pulumi.com/'));
  return { ...inputs, metadata: { ...metadata, ...(others.length > 0 && { annotations: Object.fromEntries(others) }) } };
}

describe.each(Object.values(environments))('$name', (environment) => {
  const rendered = renderCluster(environment);
  const layers = rendered.layers.map(({ manifests }) => manifests);
  let all: Awaited<ReturnType<typeof registrations>>;
  beforeAll(async () => {
    all = await registrations({ environment });
  });

  test('has the objects that are written as files, and no others', () => {
    const written = layers.flat().map((manifest) => [named(manifest), JSON.parse(JSON.stringify(manifest))]);
    expect(all.objects.map((object) => [object.name, withoutAwait(object)]).toSorted()).toEqual(written.toSorted());
  });

  test('has types that the provider knows', () => {
    for (const { type, inputs } of all.objects) {
      const [, module, kind] = type.split(':') as [string, string, string];
      const [group, version] = module.split('/') as [string, string];
      expect(`${group}/${version}`).toBe(inputs.apiVersion.includes('/') ? inputs.apiVersion : `core/${inputs.apiVersion}`);
      // What the cluster defines for itself has no class in the package.
      if (!/^(core|apps|policy|networking\.k8s\.io|rbac\.authorization\.k8s\.io)$/.test(group)) continue;
      const file = `@pulumi/kubernetes/${group.split('.')[0]}/${version}/${kind[0]!.toLowerCase()}${kind.slice(1)}`;
      expect(Reflect.get(jest.requireActual<any>(file)[kind], '__pulumiType')).toBe(type);
    }
  });

  test('everything waits for the layers before, and has the provider that was given', () => {
    const byUrn = new Map(all.objects.map((object) => [object.urn, object]));
    const before = (object: Registration): Set<string> => {
      const direct = object.dependencies.map((urn) => byUrn.get(urn)!);
      return new Set([...direct.map(({ name }) => name), ...direct.slice(0, 1).flatMap((dependency) => [...before(dependency)])]);
    };
    layers.forEach((manifests, index) => {
      const earlier = layers.slice(0, index).flat().map(named);
      for (const manifest of manifests) {
        const object = all.byName.get(named(manifest))!;
        const waitedFor = before(object);
        expect(earlier.filter((name) => !waitedFor.has(name))).toEqual([]);
        expect(object.provider).toMatch(/::pulumi:providers:kubernetes::own::/);
      }
    });
  });

  test('pods start after what they read, in the namespace', () => {
    const pods = all.objects.filter(({ inputs }) => inputs.spec?.template);
    expect(pods.length).toBeGreaterThan(0);
    for (const { dependencies, inputs } of pods) {
      const maps = new Set(inputs.spec.template.spec.volumes.map(({ configMap }: any) => configMap?.name));
      const known = dependencies.map((urn) => urn.split('::').at(-1));
      const own = layers.find((manifests) => manifests.some(({ metadata }) => metadata.name === inputs.metadata.name))!;
      const here = own.filter(({ kind, metadata }) => kind === 'ConfigMap' && maps.has(metadata.name));
      expect(known).toEqual(expect.arrayContaining(here.map(named)));
    }
    const [namespace, ...others] = all.objects;
    expect([namespace!.type, namespace!.dependencies]).toEqual(['kubernetes:core/v1:Namespace', []]);
    expect(others.filter(({ dependencies }) => dependencies.length === 0)).toEqual([]);
  });

  test('what holds data is protected, and the namespace outlives the stack', () => {
    const holding = layers.flat().filter(({ kind, spec }) => kind === 'Namespace' || spec?.volumeClaimTemplates?.length > 0);
    const names = (objects: readonly Registration[]) => objects.map(({ name }) => name).toSorted();
    expect(names(all.objects.filter(({ protect }) => protect))).toEqual(holding.map(named).toSorted());
    expect(names(all.objects.filter(({ retainOnDelete }) => retainOnDelete))).toEqual([`Namespace/${rendered.cluster.namespace}`]);
  });

  test('nothing waits for pods behind a Service: they come later', () => {
    const waiting = all.objects.filter(({ inputs }) => inputs.kind === 'Service' && inputs.spec.clusterIP !== 'None');
    const annotations = waiting.map(({ inputs: { spec, metadata } }) => [spec.type, Object.entries(metadata.annotations)]);
    for (const [type, entries] of annotations) {
      expect(entries).toContainEqual(
        type === 'LoadBalancer' ? ['pulumi.com/waitFor', 'jsonpath={.status.loadBalancer.ingress}'] : ['pulumi.com/skipAwait', 'true'],
      );
    }
  });
});

test('warnings are told', async () => {
  warn.mockClear();
  const { component } = await registrations({ environment: kubeadmProd });
  const warnings = renderCluster(kubeadmProd).warnings.map((warning) => [inWords(warning), component]);
  expect(warnings.length).toBeGreaterThan(0);
  expect(warn.mock.calls).toEqual(warnings);
});

test('protection can be given up', async () => {
  const { objects } = await registrations({ environment: local, protect: false });
  expect(objects.filter(({ protect }) => protect)).toEqual([]);
  expect(objects.filter(({ retainOnDelete }) => retainOnDelete)).toHaveLength(1);
});

test('endpoints are outputs, with the addresses that load balancers were given', async () => {
  const service = `Service/${aksDevTestHa.name}/master-svc-external`;
  const { component } = await registrations(
    { environment: aksDevTestHa },
    { [service]: { loadBalancer: { ingress: [{ ip: '20.1.2.3' }] } } },
  );
  expect(await valueOf(component.namespace)).toBe(aksDevTestHa.name);
  expect(await valueOf(component.endpoints)).toMatchObject({ 'sql-server-master': '20.1.2.3,31433' });
});

describe('secrets', () => {
  const given = { environment: sqlAlone, secrets: { 'sql-sa': { password: 'Geheim-1' }, 'sql-machine-key': { 'machine-key': 'S2V5' } } };

  test('are made before the pods that read them, and are secret wherever they are', async () => {
    const { objects, byName, self } = await registrations(given);
    const password = byName.get(`Secret/${sqlAlone.name}/sql-sa`)!;
    const key = byName.get(`Secret/${sqlAlone.name}/sql-machine-key`)!;
    expect(password.inputs.data).toEqual({ password: sentSecret(Buffer.from('Geheim-1').toString('base64')) });
    expect(key.inputs.data).toEqual({ 'machine-key': sentSecret('S2V5') });
    expect([password.secretOutputs, key.secretOutputs]).toEqual([['data'], ['data']]);
    expect(password.type).toBe('kubernetes:core/v1:Secret');

    const others = JSON.stringify([self, ...objects.filter((object) => object !== password && object !== key)]);
    for (const value of ['Geheim-1', Buffer.from('Geheim-1').toString('base64'), 'S2V5']) expect(others).not.toContain(value);
    const first = objects.find(({ inputs }) => inputs.spec?.template)!;
    const upTo = objects.slice(0, objects.indexOf(first)).map(({ name }) => name);
    expect(upTo).toEqual(expect.arrayContaining([password.name, key.name]));
  });

  test('do not get into the outputs', async () => {
    const { component } = await registrations(given);
    expect(JSON.stringify(await valueOf(component.endpoints))).not.toMatch(/Geheim/);
  });

  test.each([
    ['secrets.sql-saa', { 'sql-saa': { password: 'x' } }, 'rename it to sql-sa'],
    ['secrets.sql-sa.passwort', { 'sql-sa': { password: 'x', passwort: 'x' } }, 'rename it to password'],
    ['secrets.sql-agent.password', { 'sql-agent': { username: 'x' } }, 'give a value to every key of the Secret, or to none'],
  ])('%s: a slip of the pen is told, without the value', async (path, secrets, fix) => {
    const problem = await registrations({ environment: sqlAlone, secrets } as Arguments).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemsError);
    expect((problem as ProblemsError).problems).toEqual([expect.objectContaining({ path, fix })]);
  });

  test('a Secret that is there already gets no value', async () => {
    const environment = { ...sqlAlone, secrets: { 'sql-sa': { from: 'existing', name: 'own' } } };
    const problem = await registrations({ environment, secrets: given.secrets } as Arguments).catch((error: unknown) => error);
    expect((problem as ProblemsError).problems).toEqual([
      { path: 'secrets.sql-sa', given: 'a value (not shown)', allowed: 'no value: the environment says from: existing', fix: 'remove it' },
    ]);
  });
});
