import { kubernetesFaults } from './faults/kubernetes';
import { memberFaults } from './faults/members';
import { nameNodeFaults } from './faults/name-nodes';
import { serviceFaults } from './faults/services';
import { sparkFaults } from './faults/spark';
import { Stage } from './faults/stage';

const stage = new Stage();
nameNodeFaults(stage);
memberFaults(stage);
serviceFaults(stage);
sparkFaults(stage);
kubernetesFaults(stage);
