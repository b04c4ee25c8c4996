export { BigDataCluster, type BigDataClusterArgs, type BigDataClusterOptions } from './big-data-cluster';
export { deployStack } from './deploy-stack';
export { type SecretValues } from './secret-values';
