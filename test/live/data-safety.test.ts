import { smallestHa } from '../environments/smallest';
import { renderCluster } from '../../stacks/render-cluster';
import { deadlines } from './cluster';
import { kubectl, tryKubectl } from './kubectl';
import { waitFor } from './wait';

/** Under a name of its own; its pods are never started. */
const name = 'keeps-data';
const elsewhere = 'keeps-nothing';
const objects = renderCluster({ ...smallestHa, name }).layers.flatMap(({ manifests }) => manifests);
const ofKind = (...kinds: readonly string[]) => objects.filter(({ kind }) => kinds.includes(kind));
const guard = ofKind('ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding');
const unscheduled = ofKind('StatefulSet').map(({ spec, ...manifest }) => ({
  ...manifest,
  spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, nodeSelector: { 'big-data-cluster/test': 'never' } } } },
}));

const apply = (manifests: readonly object[]) =>
  kubectl(['apply', '--server-side', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }) });

/** Asks for another number of pods, as a change of the object or by its number alone; nothing is changed. */
const patch = (statefulSet: string, replicas: number) =>
  tryKubectl(['patch', 'statefulset', statefulSet, '-n', name, '--dry-run=server', '-p', JSON.stringify({ spec: { replicas } })]);
const scale = (statefulSet: string, replicas: number) =>
  tryKubectl(['scale', 'statefulset', statefulSet, '-n', name, '--dry-run=server', `--replicas=${replicas}`]);
const annotate = (value: string) =>
  kubectl(['annotate', 'statefulset', 'storage-0', '-n', name, '--overwrite', `big-data-cluster/decommissioned-from${value}`]);

const refused = expect.objectContaining({ status: 1, stderr: expect.stringContaining('hold data') });
const accepted = expect.objectContaining({ status: 0 });

const replicas = smallestHa.resources['storage-0'].replicas;

beforeAll(async () => {
  apply(ofKind('Namespace'));
  apply([...guard, ...unscheduled]);
  await waitFor('the API server to know the policy', deadlines.gone, name, () => patch('storage-0', replicas - 1).status !== 0);
});

afterAll(() => {
  for (const { kind, metadata } of guard) tryKubectl(['delete', kind, metadata.name]);
  tryKubectl(['delete', 'namespace', name, '--wait=false']);
});

test.each(['storage-0', 'nmnode-0', 'zookeeper'])('fewer pods of %s are refused, however they are asked for', (statefulSet) => {
  expect(patch(statefulSet, 0)).toEqual(refused);
  expect(scale(statefulSet, 0)).toEqual(refused);
  expect(patch(statefulSet, 1)).toEqual(refused);
});

test('more pods are not, and neither are changes of something else', () => {
  expect(patch('storage-0', replicas + 2)).toEqual(accepted);
  expect(scale('storage-0', replicas + 2)).toEqual(accepted);
  expect(tryKubectl(['label', 'statefulset', 'storage-0', '-n', name, '--dry-run=server', 'a=b'])).toEqual(accepted);
});

test('fewer pods are accepted down to the one that was decommissioned', () => {
  annotate(`=${replicas - 1}`);
  expect(patch('storage-0', replicas - 1)).toEqual(accepted);
  expect(patch('storage-0', replicas - 2)).toEqual(refused);
  expect(scale('storage-0', replicas - 1)).toEqual(refused);
  annotate('-');
  expect(patch('storage-0', replicas - 1)).toEqual(refused);
});

test('workloads that keep nothing, and other namespaces, are left alone', () => {
  expect(patch('sparkhead', 0)).toEqual(accepted);
  const inNamespace = (namespace: string) =>
    unscheduled.flatMap((manifest) =>
      manifest.metadata.name === 'storage-0' ? { ...manifest, metadata: { ...manifest.metadata, namespace } } : [],
    );
  kubectl(['create', 'namespace', elsewhere]);
  try {
    apply(inNamespace(elsewhere));
    expect(tryKubectl(['scale', 'statefulset', 'storage-0', '-n', elsewhere, '--dry-run=server', '--replicas=0'])).toEqual(accepted);
  } finally {
    tryKubectl(['delete', 'namespace', elsewhere, '--wait=false']);
  }
});
