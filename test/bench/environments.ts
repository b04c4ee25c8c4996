import { kubeadmProd } from '../../environments/kubeadm-prod';
import type { EnvironmentInput } from '../../environments/schema/environment';

/** What is measured: a name for people, and an environment. */
export const environments: Readonly<Record<string, EnvironmentInput>> = {
  'one environment': { ...kubeadmProd, name: 'one' },
  '1,000 objects': withApps('thousand', 147),
  '10,000 objects': withApps('ten-thousand', 1647),
  '1,000 pools': withPools('pools', 1000),
};

/** Applications have six objects each, and no flows to each other. */
function withApps(name: string, count: number): EnvironmentInput {
  const apps = Array.from({ length: count }, (_, index) => {
    const app = { version: 'v1', runtime: 'Python', src: './run.py', entrypoint: 'run', package: `scoring-${index}/v1.zip` } as const;
    return [`scoring-${index}`, app];
  });
  return { ...kubeadmProd, name, apps: Object.fromEntries(apps) };
}

/** As many pools of each type. */
function withPools(name: string, count: number): EnvironmentInput {
  const types = ['Compute', 'Data', 'Storage', 'Spark'] as const;
  const pools = Array.from({ length: count }, (_, index) => {
    const type = types[index % types.length]!;
    const number = Math.floor(index / types.length) + 1;
    return [`${type.toLowerCase()}-${number}`, { type, replicas: 2, cpu: '6', memory: '32Gi' }];
  });
  return { ...kubeadmProd, name, resources: { ...kubeadmProd.resources, ...Object.fromEntries(pools) } };
}
