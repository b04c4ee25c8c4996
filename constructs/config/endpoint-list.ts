import { type WorkloadEndpoint, endpointAddress, endpointsOf } from '../workload/external-service';
import type { WorkloadSpec } from '../workload/workload';

/** An endpoint as the API of the cluster lists it, in the words of SQL Server Big Data Clusters. */
export interface ListedEndpoint extends Pick<WorkloadEndpoint, 'description' | 'protocol'> {
  readonly name: string;

  /** As clients want it; what is known only when it is applied stands in angle brackets. */
  readonly endpoint: string;
}

/** What is behind the gateway, by the part of the cluster that has to be there for it. */
const behindGateway = {
  'spark-history': { part: 'history', path: 'sparkhistory', description: 'Spark Jobs Management and Monitoring Dashboard' },
  'yarn-ui': { part: 'spark', path: 'yarn', description: 'Spark Diagnostics and Monitoring Dashboard' },
  webhdfs: { part: 'hdfs', path: 'webhdfs/v1', description: 'HDFS File System Proxy' },
  livy: { part: 'livy', path: 'livy/v1', description: 'Proxy for running Spark statements, jobs, applications' },
  mlflow: { part: 'mlflow', path: 'mlflow', description: 'Tracking Server of MLflow' },
} as const;

/** Every endpoint of the cluster of `workloads`: its doors, and what is behind the gateway. */
export function endpointList(workloads: readonly WorkloadSpec[]): ListedEndpoint[] {
  return workloads.flatMap((workload) =>
    endpointsOf(workload).flatMap((door) => {
      const { name, description, protocol } = door;
      const endpoint = endpointAddress(workload.cluster, door);
      return [{ name, description, protocol, endpoint }, ...(name === 'gateway' ? servicesBehind(workload, endpoint) : [])];
    }),
  );
}

function servicesBehind({ cluster: { hdfs, mlflow, spark } }: WorkloadSpec, gateway: string): ListedEndpoint[] {
  const parts = {
    hdfs: hdfs !== undefined,
    spark: spark !== undefined,
    livy: spark?.head.includeLivy === true,
    history: spark?.head.includeHistory === true,
    mlflow: mlflow !== undefined,
  };
  return Object.entries(behindGateway)
    .filter(([, { part }]) => parts[part])
    .map(([name, { description, path }]) => ({
      name,
      description,
      protocol: 'https',
      endpoint: `${gateway}/gateway/default/${path}`,
    }));
}
