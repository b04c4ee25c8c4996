import { hdfsDirectories } from '../../../constructs/config/hdfs-directories';
import { kubeadmDevTest } from '../../../environments';
import { smallest, smallestHa } from '../../environments/smallest';
import type { EnvironmentInput } from '../../../environments/schema/environment';
import { bigDataCluster } from '../../../stacks/big-data-cluster';
import { clusterOf } from '../../environments/cluster';
import { inDomain, inRealmOfItsOwn } from '../../environments/realm';

function directories(environment: EnvironmentInput): string[] {
  return hdfsDirectories(clusterOf(environment)).content.trimEnd().split('\n');
}

const always = ['1777 hdfs /tmp', '755 hdfs /user', '700 * /user/*'];
const ofYarn = ['1777 yarn /tmp/logs', '755 hive /user/hive', '1777 hive /user/hive/warehouse'];

test('HDFS alone has the directories of its users', () => {
  expect(directories(smallest)).toEqual(always);
});

test('every part has its own, and what is in ZooKeeper with two heads is in HDFS with one', () => {
  expect(directories(kubeadmDevTest).toSorted()).toEqual(
    [
      ...always,
      ...ofYarn,
      '700 yarn /yarn',
      '1777 spark /spark-events',
      '700 livy /livy',
      '700 mlflow /mlflow',
      '700 apps /apps',
    ].toSorted(),
  );
  expect(directories(smallestHa).filter((line) => /yarn|livy/.test(line))).toEqual(['1777 yarn /tmp/logs']);
});

test.each<EnvironmentInput>([inDomain, inRealmOfItsOwn])('in a realm the history server is who its ticket says: $name', (environment) => {
  const { realm, spark } = clusterOf(environment);
  expect(realm).toBeDefined();
  expect(directories(environment).filter((line) => line.includes('/spark-events'))).toEqual(
    spark?.head.includeHistory ? ['1777 sph /spark-events'] : [],
  );
});

test('parents come first: the NameNode makes no directory without one', () => {
  const paths = directories(kubeadmDevTest).map((line) => line.split(' ')[2]!);
  for (const [index, path] of paths.entries()) {
    const parent = path.slice(0, path.lastIndexOf('/'));
    expect(['', ...paths.slice(0, index)]).toContain(parent);
  }
});

test('NameNodes have the list, and follow it without a new pod', () => {
  const having = bigDataCluster(clusterOf(kubeadmDevTest))
    .workloads.flatMap(({ spec }) => spec.processes)
    .filter(({ config }) => config?.files.some(({ name, reloaded }) => name === 'directories.conf' && reloaded));
  expect(having.map(({ name }) => name)).toEqual(['name-node']);
});
