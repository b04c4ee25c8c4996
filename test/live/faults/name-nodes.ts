import { setTimeout } from 'node:timers/promises';
import { ports } from '../../../environments/endpoints';
import { tryKubectl } from '../kubectl';
import { canCut, cut, mend } from '../network';
import { quorum, type Stage } from './stage';

/** Seconds without an acknowledged file; the promises of docs/operations.md. */
const atMost = { killed: 10, deleted: 25, gone: 25, hanging: 30, pause: 8 };

/** Seconds in which a NameNode that was replaced may still answer reads with what it knows. */
const staleReads = 15;

/** What can happen to the active NameNode. */
export function nameNodeFaults(stage: Stage): void {
  const { cluster, promises, witness } = stage;

  stage.fault('active NameNode killed', async () => {
    const { active } = stage.roles();
    await stage.pauseOfWriting('active NameNode killed', atMost.killed, () => stage.kill('name-node', active));
  });

  stage.fault('pod of the active NameNode deleted', async () => {
    const { active } = stage.roles();
    await stage.pauseOfWriting('pod of the active NameNode deleted', atMost.deleted, () => stage.deletePods(active));
  });

  stage.fault('active NameNode hangs for 5 s: nothing takes over', async () => {
    const { active } = stage.roles();
    const { LastHATransitionTime: since } = stage.status(active);
    await stage.pauseOfWriting('active NameNode hangs for 5 s', atMost.pause, async () => {
      stage.signal(active, 'name-node', 'STOP');
      await setTimeout(5000);
      stage.signal(active, 'name-node', 'CONT');
    });
    await setTimeout(20_000);
    expect(stage.status(active)).toMatchObject({ State: 'active', LastHATransitionTime: since });
  });

  stage.fault(
    'active NameNode hangs; when it goes on, it knows soon that it is not active any more, and its edits are refused',
    async () => {
      const { active, other } = stage.roles();
      await stage.pauseOfWriting('active NameNode hangs', atMost.hanging, () => stage.signal(active, 'name-node', 'STOP'));
      expect(stage.state(other)).toBe('active');
      const wokenUp = Date.now() / 1000;
      stage.signal(active, 'name-node', 'CONT');
      await cluster.waitFor(
        'the old one to be standby, or gone',
        60,
        () => stage.state(active) !== 'active' && stage.state(other) === 'active',
      );
      const seconds = Date.now() / 1000 - wokenUp;
      promises.hold('active NameNode hangs, and goes on', 'it answers as if it were active', seconds, staleReads);
      await stage.whole();
      const stale = witness.events(wokenUp).filter(({ op }) => op === 'stale');
      promises.note('active NameNode hangs, and goes on', 'answers that did not know an acknowledged file', String(stale.length));
      for (const { end } of stale) expect(end - wokenUp).toBeLessThan(staleReads);
    },
  );

  // Elsewhere the network is not ours to cut.
  const cutting = canCut() ? stage.fault.bind(stage) : test.skip;

  cutting('machine of the active NameNode gone: its network is cut', async () => {
    const { active, other } = stage.roles();
    try {
      await stage.pauseOfWriting('machine of the active NameNode gone', atMost.gone, () => cut(stage.addressOf(active)));
      expect(stage.state(other)).toBe('active');
    } finally {
      mend();
    }
    await stage.whole();
    const log = (...options: readonly string[]) => tryKubectl(['logs', '-n', cluster.name, active, '-c', 'name-node', ...options]).stdout;
    // It ended by itself, since the JournalNodes took nothing from it; or it was told in time.
    expect(log('--previous') + log()).toMatch(/flush failed for required journal|Stopping services started for active state/);
  });

  cutting('active NameNode without ZooKeeper, though everybody else reaches it', async () => {
    const { active } = stage.roles();
    try {
      await stage.pauseOfWriting('active NameNode cut from ZooKeeper', atMost.gone, () => {
        for (const member of quorum) cut(stage.addressOf(active), stage.addressOf(member), ports['zoo-keeper']['zk-client']);
      });
      await cluster.waitFor('the other one to be active', atMost.gone, () => stage.roles().active !== active);
    } finally {
      mend();
    }
  });
}
