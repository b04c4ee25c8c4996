import { setTimeout } from 'node:timers/promises';
import { kubectl, tryKubectl } from '../kubectl';
import { nameNodes, quorum, storage, type Stage } from './stage';

/** What Kubernetes does to a cluster, and people by Kubernetes. */
export function kubernetesFaults(stage: Stage): void {
  const { cluster, promises, witness } = stage;

  const evict = (pod: string) =>
    tryKubectl(['create', '--raw', `/api/v1/namespaces/${cluster.name}/pods/${pod}/eviction`, '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: cluster.name } }),
    });

  stage.fault('a drain takes one pod of a kind and is refused the next one', async () => {
    await stage.pauseOfWriting('drain: one NameNode, one DataNode and one member of the quorum evicted', 90, () => {
      const { active } = stage.roles();
      for (const pods of [nameNodes.toSorted((pod) => (pod === active ? -1 : 1)), storage, quorum]) {
        expect(evict(pods[0]!)).toMatchObject({ status: 0 });
        for (const pod of pods.slice(1))
          expect(evict(pod)).toMatchObject({ status: 1, stderr: expect.stringContaining('disruption budget') });
      }
    });
  });

  stage.fault('a pod that cannot start takes nobody down', async () => {
    const before = stage.restarts();
    kubectl(['set', 'image', '-n', cluster.name, 'statefulset/storage-0', 'data-node=localhost/big-data-cluster/hadoop:none']);
    try {
      await stage.pauseOfWriting('a DataNode cannot start', 30, async () => {
        stage.deletePods(storage[1]);
        await cluster.waitFor('the pod to fail', 120, () =>
          stage
            .podsOf('storage-0')
            .some(({ status }) => status.containerStatuses?.some(({ state }: any) => /Image|Pull/.test(state.waiting?.reason ?? ''))),
        );
        await setTimeout(30_000);
      });
      const others = Object.entries(stage.restarts()).filter(([name]) => !name.startsWith(storage[1]));
      expect(others).toEqual(Object.entries(before).filter(([name]) => !name.startsWith(storage[1])));
    } finally {
      cluster.apply('storage', '--force-conflicts');
      stage.deletePods(storage[1]);
    }
  });

  stage.fault('headless Service of the NameNodes deleted, and there again', async () => {
    const before = stage.restarts();
    kubectl(['delete', 'service', '-n', cluster.name, 'nmnode-0-svc']);
    await setTimeout(60_000);
    await stage.pauseOfWriting('headless Service there again', 60, () => cluster.apply('storage'));
    expect(stage.restarts()).toEqual(before);
  });

  stage.fault('every pod deleted at once', async () => {
    const pods = cluster.getAll('pods').map(({ metadata }) => metadata.name as string);
    await stage.pauseOfWriting('every pod deleted at once', 300, () =>
      stage.deletePods(...pods.filter((pod) => !pod.startsWith('client'))),
    );
  });

  stage.fault('nothing that was acknowledged is lost', async () => {
    const { files, bad } = witness.readAll();
    promises.note('all of these', 'files acknowledged · lost or wrong', `${files} · ${bad.length}`);
    expect({ bad, wrong: witness.events().filter(({ op }) => op === 'wrong') }).toEqual({ bad: [], wrong: [] });
    expect(files).toBeGreaterThan(100);
  });
}
