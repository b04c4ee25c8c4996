import { type Extension, Workload } from 'big-data-cluster';

/** A gateway and a SQL Server that callers outside reach: what a workload has to declare for its endpoints, and nothing else. */
export const doors: Extension = ({ cluster, layer }) => {
  new Workload(layer('sql'), 'master', {
    cluster,
    kind: 'StatefulSet',
    replicas: 3,
    processes: [
      {
        name: 'sql-server',
        image: { repository: 'sql-server', tag: '1' },
        ports: { tds: 1433 },
        cpu: '1',
        memory: '4Gi',
        endpoints: [
          { endpoint: 'sql-server-master', port: 'tds', labels: { 'big-data-cluster/ag-role': 'primary' } },
          { endpoint: 'sql-server-master-readonly', port: 'tds', labels: { 'big-data-cluster/ag-role': 'secondary' } },
        ],
        runtimeLabels: ['big-data-cluster/ag-role'],
      },
    ],
  });
  new Workload(layer('edge'), 'gateway', {
    cluster,
    kind: 'Deployment',
    replicas: 2,
    processes: [
      {
        name: 'gateway',
        image: { repository: 'gateway', tag: '1' },
        ports: { https: 8443 },
        cpu: '500m',
        memory: '1Gi',
        endpoints: [{ endpoint: 'gateway', port: 'https' }],
      },
    ],
  });
};
