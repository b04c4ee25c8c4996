import { runClient } from './clients';
import { Gateway } from './gateway';

/** Asks an environment that runs already; it is left as it is, but for a folder and two tables that are made anew. */
const gateway = new Gateway({ name: process.env.NAMESPACE ?? 'local' });
const login = gateway.admin;
const home = `/user/${login.user}`;

test('a notebook of sparkmagic runs PySpark and SQL in a session, and leaves a table behind', async () => {
  const outputs = await runClient(gateway, login, 'notebook.py', [
    JSON.stringify([
      'print(spark.range(1000).count(), sc.version)',
      "%%sql\nCREATE OR REPLACE TEMPORARY VIEW fruit AS SELECT * FROM VALUES ('apple', 3), ('pear', 4) AS fruit(name, price)",
      '%%sql -q -o prices\nSELECT name, price FROM fruit ORDER BY price',
      '%%local\nprint(list(prices.name), int(prices.price.sum()))',
      "spark.table('fruit').write.mode('overwrite').saveAsTable('of_notebook')",
      '%%send_to_spark -i prices -t df -n sent',
      'print(sent.count())',
      '1 / 0',
      '%%info',
      '%%cleanup -f',
      '%%sql -q -o kept\nSELECT sum(price) AS total FROM of_notebook',
      '%%local\nprint(int(kept.total[0]))',
    ]),
  ]);
  const [count, , , local, , , sent, error, info, , , kept] = outputs as string[];
  expect(count).toMatch(/1000 4\.1\.\d+$/m);
  expect(local).toContain("['apple', 'pear'] 7");
  expect(sent).toMatch(/…2$/);
  expect(error).toContain('ZeroDivisionError');
  expect(info).toContain('pyspark');
  // The session of before is gone: another one reads the table.
  expect(kept).toBe('7\n');
});

test('a program with pylivy runs a batch, Python and SQL', async () => {
  const job = `${home}/clients/job.py`;
  const lines = [
    'import sys',
    'from pyspark.sql import SparkSession',
    'spark = SparkSession.builder.getOrCreate()',
    "frame = spark.createDataFrame([('apple', 3), ('pear', 4)], ['fruit', 'price'])",
    "frame.write.mode('overwrite').saveAsTable(sys.argv[1])",
  ];
  expect((await gateway.put(job, `${lines.join('\n')}\n`, login)).status).toBe(201);
  const prices = [
    { fruit: 'apple', price: 3 },
    { fruit: 'pear', price: 4 },
  ];
  expect(await runClient(gateway, login, 'program.py', [job, 'of_program'])).toEqual({
    python: expect.stringContaining('499500'),
    frame: prices,
    error: 'ZeroDivisionError',
    batch: 'success',
    table: prices,
  });
});

test('executors of a session come with the work, go when it is done with what they have cached, and come again', async () => {
  const { working, workingAgain, ...answers } = await runClient(gateway, login, 'allocation.py', []);
  expect(answers).toEqual({ first: 499500, idle: 0, again: 499500 });
  expect([working > 0, workingAgain > 0]).toEqual([true, true]);
});
