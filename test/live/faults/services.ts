import { LivySession } from '../livy';
import { heads, storage, type Stage } from './stage';

/** Seconds until a door answers again without a failure. */
const atMost = { one: 30, all: 150 };

/** What people reach by the gateway, each program alone and all of a kind at once. */
export function serviceFaults(stage: Stage): void {
  const { gateway } = stage;
  let session: LivySession;
  const answers = (path: string) => async () => (await gateway.ask(path, { login: gateway.admin })).status === 200;

  stage.fault('a session of Spark makes a table', async () => {
    session = await LivySession.start(stage.cluster, gateway, gateway.admin);
    await session.run("spark.range(100).write.mode('overwrite').saveAsTable('faults')");
    expect(await session.run("print(spark.sql('select count(*) from faults').collect()[0][0])")).toContain('100');
  });

  const knowsTables = async () => {
    // What Spark remembers of a table is not asked for again.
    const answer = await session.run("spark.sql('refresh table faults'); print(spark.sql('show tables').count() > 0)");
    return answer.includes('True');
  };
  const services = [
    { kind: 'ResourceManager', container: 'resource-manager', pods: () => heads, works: answers('resourcemanager/v1/cluster/info') },
    { kind: 'Livy', container: 'livy', pods: () => heads, works: async () => (await session.get()).state === 'idle' },
    { kind: 'history server', container: 'spark-history', pods: () => heads, works: answers('sparkhistory/api/v1/applications') },
    { kind: 'Hive metastore', container: 'hive-metastore', pods: () => heads, works: knowsTables },
    { kind: 'Knox', container: 'gateway', pods: () => stage.namesOf('gateway'), works: answers('webhdfs/v1/?op=LISTSTATUS') },
    { kind: 'HttpFS', container: 'http-fs', pods: () => stage.namesOf('gateway'), works: answers('webhdfs/v1/?op=LISTSTATUS') },
    {
      kind: 'S3',
      container: 's3-mlflow',
      pods: () => storage,
      works: answers('mlflow/api/2.0/mlflow-artifacts/artifacts'),
    },
    {
      kind: 'MLflow',
      container: 'mlflow',
      pods: () => stage.namesOf('mlflow'),
      works: answers('mlflow/api/2.0/mlflow/experiments/search?max_results=1'),
    },
    {
      kind: 'PostgreSQL',
      container: 'database',
      pods: () => ['database-0'],
      works: answers('mlflow/api/2.0/mlflow/experiments/search?max_results=1'),
    },
  ];
  for (const { kind, container, pods, works } of services) {
    stage.fault(`${kind} killed`, async () => {
      const [first, ...others] = pods();
      await stage.outage(`one ${kind} killed`, 'the door does not answer', others.length ? atMost.one : atMost.all, works, () =>
        stage.kill(container, first!),
      );
      if (!others.length) return;
      await stage.whole();
      await stage.outage(`every ${kind} killed at once`, 'the door does not answer', atMost.all, works, () =>
        stage.kill(container, ...pods()),
      );
    });
  }

  stage.fault('a statement that ran while every ResourceManager and every Livy was killed has its result', async () => {
    const statement = await session.submit('import time; time.sleep(40); print(spark.sparkContext.parallelize(range(1000), 2).sum())');
    stage.kill('livy', ...heads);
    stage.kill('resource-manager', ...heads);
    expect(await session.result(statement)).toContain('499500');
    await session.delete();
  });
}
