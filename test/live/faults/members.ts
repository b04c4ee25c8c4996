import type { Stage } from './stage';
import { quorum, storage } from './stage';

/** Members of HDFS besides NameNodes: each alone, and all of a kind at once. Seconds without an acknowledged file. */
const members = [
  { kind: 'JournalNode', container: 'journal-node', pods: quorum, one: 5, all: 120 },
  { kind: 'ZooKeeper', container: 'zoo-keeper', pods: quorum, one: 5, all: 60 },
  { kind: 'DataNode', container: 'data-node', pods: storage, one: 30, all: 90 },
] as const;

export function memberFaults(stage: Stage): void {
  for (const { kind, container, pods, one, all } of members) {
    stage.fault(`one ${kind} killed`, async () => {
      await stage.pauseOfWriting(`one ${kind} killed`, one, () => stage.kill(container, pods[1]));
    });
    stage.fault(`every ${kind} killed at once`, async () => {
      await stage.pauseOfWriting(`every ${kind} killed at once`, all, () => stage.kill(container, ...pods));
    });
  }
}
