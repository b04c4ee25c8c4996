import { kubeadmProd } from './kubeadm-prod';
import type { EnvironmentInput } from './schema/environment';

const { mlflow: _, ...resources } = kubeadmProd.resources;

/** Production on Kubernetes of one's own, with stores in clouds mounted into HDFS and the company's own MLflow. */
export const hybrid = {
  ...kubeadmProd,
  name: 'hybrid',
  resources,
  mounts: {
    archive: { remote: 's3a://acme-archive/', endpoint: 'https://s3.acme.example:9000', credentials: 'mount-archive' },
    lake: { remote: 'abfss://raw@acmelake.dfs.core.windows.net/', credentials: 'mount-lake' },
  },
  trackingServer: { url: 'https://mlflow.acme.example', credentials: 'mlflow-login' },
} as const satisfies EnvironmentInput;
