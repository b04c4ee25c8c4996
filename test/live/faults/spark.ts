import { LivySession } from '../livy';
import { storage, type Stage } from './stage';

/** Executors too large for one NodeManager of `local-ha` to have two of them. */
const apart = { numExecutors: 2, executorMemory: '1g', conf: { 'spark.dynamicAllocation.enabled': 'false' } };

/** Sum over all keys of a shuffle between executors; the slow step leaves time for a fault. */
const shuffle = (pause: number) => `
import time
def slow(pair):
    time.sleep(${pause})
    return (pair[0], sum(pair[1]))
pairs = sc.parallelize(range(40000), 8).map(lambda n: (n % 40, n)).groupByKey(8).map(slow)
print(sum(value for _, value in pairs.collect()))
`;
const sum = String((40000 * 39999) / 2);

/** Hosts of the driver and of the executors. */
const whereabouts = `
import json
executors = [e.host() for e in sc._jsc.sc().statusTracker().getExecutorInfos()]
driver = sc.getConf().get('spark.driver.host')
print(json.dumps({'driver': driver, 'executors': executors}))
`;

/** Allocates until something ends it; touched, since memory that is only asked for is not there. */
const glutton = `
def eat(_):
    eaten = []
    while True:
        eaten.append(b'x' * 10**7)
sc.parallelize([0], 1).map(eat).count()
`;

export function sparkFaults(stage: Stage): void {
  const { cluster, gateway } = stage;
  let session: LivySession;
  let driver: string;

  stage.fault(
    'two executors on two NodeManagers shuffle, though nothing undeclared is let through; the pages of Spark are seen',
    async () => {
      session = await LivySession.start(cluster, gateway, gateway.admin, apart);
      expect(await session.run(shuffle(0))).toContain(sum);
      const where = JSON.parse(await session.run(whereabouts));
      const pods = (host: string) => storage.filter((pod) => host.startsWith(pod) || host === stage.addressOf(pod));
      driver = pods(where.driver)[0]!;
      expect(new Set(where.executors.flatMap(pods))).toEqual(new Set(storage));
      const { appId } = await session.get();
      const { status, body } = await gateway.ask(`yarn/proxy/${appId}/jobs/`, { login: gateway.admin });
      expect({ status, body: /Spark Jobs/.test(body) }).toEqual({ status: 200, body: true });
    },
  );

  stage.fault('NodeManager killed in the middle of a shuffle', async () => {
    const statement = await session.submit(shuffle(1));
    await cluster.waitFor('the shuffle to run', 60, async () => {
      const { appId } = await session.get();
      const { body } = await gateway.ask(`yarn/proxy/${appId}/api/v1/applications/${appId}/stages?status=active`, { login: gateway.admin });
      return JSON.parse(body).some(({ numCompleteTasks }: any) => numCompleteTasks > 0);
    });
    const start = Date.now();
    stage.kill(
      'node-manager',
      storage.find((pod) => pod !== driver)!,
    );
    expect(await session.result(statement)).toContain(sum);
    stage.promises.hold('NodeManager killed in the middle of a shuffle', 'the job takes longer', (Date.now() - start) / 1000, 180);
  });

  stage.fault('a function that allocates without end takes down its own container alone', async () => {
    const before = stage.restarts();
    await expect(session.run(glutton)).rejects.toThrow(/Job aborted|MemoryError/);
    expect(stage.restarts()).toEqual(before);
    expect(await session.run(shuffle(0))).toContain(sum);
    await session.delete();
  });
}
