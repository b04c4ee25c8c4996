import { Gateway } from './gateway';
import { Visitor, type Walk } from './pages';

/** A cluster that runs, with applications of Spark that have ended: `demo/run` makes some. */
const gateway = new Gateway({ name: process.env.NAMESPACE ?? 'local' });

const bounds = { depth: 4, pages: 2, links: 5 };

async function walk(run: (visitor: Visitor) => Promise<void>): Promise<Walk> {
  const visitor = await Visitor.withLogin(gateway, bounds);
  try {
    await run(visitor);
  } finally {
    await visitor.close();
  }
  const { walk: seen } = visitor;
  process.stderr.write(`${seen.pages.length} pages, ${seen.links.length} links, ${seen.faults.length} faults\n`);
  if (process.env.SHOW_PAGES) process.stderr.write(`${seen.pages.join('\n')}\n`);
  return seen;
}

const json = async (path: string, body?: object): Promise<any> => {
  const answer = await gateway.ask(path, { login: gateway.admin, ...(body && { method: 'POST', body }) });
  expect([path, answer.status]).toEqual([path, 200]);
  return JSON.parse(answer.body);
};

test.each(['hdfs', 'yarn', 'sparkhistory'])('%s: no link is broken, and none leads out of the gateway', async (door) => {
  const { pages, faults } = await walk((visitor) => visitor.explore(door));
  expect(faults).toEqual([]);
  expect(pages.length).toBeGreaterThan(5);
});

test('files of HDFS are browsed, shown, and loaded down', async () => {
  const path = '/user/admin/pages.txt';
  expect((await gateway.put(path, 'what is in it', gateway.admin)).status).toBe(201);
  let shown = '';
  const { faults } = await walk(async (visitor) => {
    const links = await visitor.open('hdfs/explorer.html#/user/admin', 'the address line', async (page) => {
      await page.locator('a.explorer-browse-links', { hasText: 'pages.txt' }).click();
      await page.locator('#file-info-preview-head').click();
      await page.waitForFunction(`document.querySelector('#file-info-preview-body').value !== ''`);
      shown = await page.locator('#file-info-preview-body').inputValue();
    });
    expect(links).toContainEqual(expect.stringMatching(/webhdfs\/v1\/user\/admin\/pages\.txt\?op=OPEN/));
  });
  expect(faults).toEqual([]);
  expect(shown).toBe('what is in it');
});

test('MLflow: experiments, runs with their files, and models', async () => {
  const api = 'mlflow/api/2.0/mlflow';
  const name = `pages-${Date.now()}`;
  const { experiment_id: experiment } = await json(`${api}/experiments/create`, { name });
  const { run } = await json(`${api}/runs/create`, { experiment_id: experiment, run_name: name, start_time: Date.now() });
  const { run_id: id, artifact_uri: files } = run.info;
  await json(`${api}/runs/log-metric`, { run_id: id, key: 'error', value: 0.5, timestamp: Date.now() });
  const folder = String(files).replace(/^mlflow-artifacts:\//, '');
  const file = `mlflow/api/2.0/mlflow-artifacts/artifacts/${folder}/note.txt`;
  expect((await gateway.ask(file, { login: gateway.admin, method: 'PUT', body: 'what is in it' })).status).toBe(200);
  await json(`${api}/registered-models/create`, { name });
  await json(`${api}/model-versions/create`, { name, source: files, run_id: id });
  const { pages, faults } = await walk(async (visitor) => {
    const address = `mlflow/#/experiments/${experiment}/runs/${id}`;
    for (const page of ['mlflow', address, `${address}/model-metrics`, `${address}/artifacts`, `mlflow/#/models/${name}`]) {
      await visitor.explore(page);
    }
  });
  expect(faults).toEqual([]);
  expect(pages.length).toBeGreaterThan(5);
});
