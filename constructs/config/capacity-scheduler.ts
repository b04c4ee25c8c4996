import type { Settings } from '../../environments/settings';
import type { ConfigFile } from './config-file';
import { hadoopConfiguration } from './hadoop-configuration';

/**
 * Queues of YARN: one, for everybody.
 *
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-yarn/hadoop-yarn-site/CapacityScheduler.html
 */
export function capacityScheduler(settings: Settings): ConfigFile {
  return hadoopConfiguration('capacity-scheduler.xml', {
    'yarn.scheduler.capacity.root.queues': 'default',
    'yarn.scheduler.capacity.root.default.capacity': '100',
    'yarn.scheduler.capacity.root.default.maximum-capacity': '100',
    'yarn.scheduler.capacity.root.default.state': 'RUNNING',
    // Without it the share of drivers is a tenth, which on a small cluster is less than one driver.
    'yarn.scheduler.capacity.maximum-am-resource-percent': '0.3',
    // CPU counts as much as memory.
    'yarn.scheduler.capacity.resource-calculator': 'org.apache.hadoop.yarn.util.resource.DominantResourceCalculator',
    ...settings['capacity-scheduler'],
  });
}
