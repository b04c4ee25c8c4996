import type { Answer } from './findings';

/** Every object with pods. */
const pods = ['*'];

/** Containers of SQL Server, and the objects that they are in. */
const sqlServers = ['StatefulSet/*:sql-server'];
const sqlPools = ['StatefulSet/master', 'StatefulSet/compute-0', 'StatefulSet/data-0'];

const onlyAfterPush =
  "A digest is the registry's: `bdc images lock` writes those of a registry into an environment; own tags name the content.";
const cpuLimit =
  'A limit of CPU halts a process for parts of each 100 ms while cores are idle, heartbeats included; `cpuLimit` of a resource sets one.';
const writableRoot = 'Microsoft does not say which directories SQL Server writes to; the reason stands in an annotation of the pod.';

/** Why the findings that are left are no faults, a sentence each. */
export const answers: readonly Answer[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: pods, reason: onlyAfterPush },
  {
    tool: 'checkov',
    check: 'CKV_K8S_15',
    objects: pods,
    reason: 'Tags name the content and never move, and nodes without a registry have images that were loaded onto them.',
  },
  {
    tool: 'kube-score',
    check: 'container-image-pull-policy',
    objects: pods,
    reason: 'Tags name the content and never move, and nodes without a registry have images that were loaded onto them.',
  },
  { tool: 'checkov', check: 'CKV_K8S_11', objects: pods, reason: cpuLimit },
  { tool: 'kube-score', check: 'container-resources', objects: pods, reason: cpuLimit },
  {
    tool: 'kube-score',
    check: 'container-security-context-user-group-id',
    objects: pods,
    reason:
      'Files of the images belong to group 0 so that any user can run them, as OpenShift wants it; on OpenShift admission sets the user.',
  },
  {
    tool: 'checkov',
    check: 'CKV_K8S_40',
    environments: ['openshift-prod'],
    objects: pods,
    reason: 'OpenShift gives each namespace users of its own, far above 10000, and refuses pods that name another.',
  },
  {
    tool: 'kube-score',
    check: 'pod-probes-identical',
    objects: pods,
    reason:
      'Both ask whether the process answers, with different patience: after 15 s nobody is sent to it, after a minute it is restarted.',
  },
  {
    tool: 'kube-score',
    check: 'service-targets-pod',
    objects: ['Service/master-p-svc', 'Service/master-s-svc', 'Service/master-svc-external', 'Service/master-secondary-svc-external'],
    reason: 'The label of the role in the availability group is set by the agent on its own pod, and moves with the role.',
  },
  {
    tool: 'kube-score',
    check: 'service-type',
    environments: ['kubeadm-prod', 'openshift-prod'],
    objects: ['Service/*-svc-external'],
    reason: 'Not every Kubernetes has load balancers; ports of nodes are what the original offered, `platform.exposure` changes it.',
  },
  { tool: 'checkov', check: 'CKV_K8S_22', objects: sqlPools, reason: writableRoot },
  { tool: 'kube-score', check: 'container-security-context-readonlyrootfilesystem', objects: sqlServers, reason: writableRoot },
  {
    tool: 'checkov',
    check: 'CKV_K8S_25',
    objects: sqlPools,
    reason: 'sqlservr has NET_BIND_SERVICE among its file capabilities and cannot be started without it; the restricted profile allows it.',
  },
  {
    tool: 'checkov',
    check: 'CKV_K8S_35',
    objects: sqlPools,
    reason: "SQL Server's image takes the first password of sa from a variable alone.",
  },
  {
    tool: 'checkov',
    check: 'CKV_K8S_35',
    environments: ['kubeadm-prod', 'openshift-prod'],
    objects: ['StatefulSet/zookeeper', 'StatefulSet/nmnode-0', 'StatefulSet/storage-0'],
    reason: 'In a realm: files of Hadoop name the password of a keystore as a variable, and take it from no file.',
  },
  {
    tool: 'checkov',
    check: 'CKV_K8S_35',
    objects: ['Deployment/gateway', 'StatefulSet/sparkhead'],
    reason:
      'Knox, Hadoop, Spark and Hive take the passwords of keystores and databases from variables or from the rendered files, not from other files.',
  },
  {
    tool: 'checkov',
    check: 'CKV_K8S_35',
    objects: ['Deployment/mlflow'],
    reason:
      'PGUSER, PGPASSWORD and the keys of AWS are what the libraries below MLflow read; its address of the database would be on the command line.',
  },
];
