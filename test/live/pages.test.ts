import { Gateway } from './gateway';
import { Visitor, type Walk } from './pages';

/** A cluster that runs, with applications that have ended and runs of MLflow: `demo/run` makes some. */
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
  const { experiments } = await json('mlflow/api/2.0/mlflow/experiments/search?max_results=100');
  const ids = experiments.map(({ experiment_id }: any) => experiment_id);
  const { runs = [] } = await json('mlflow/api/2.0/mlflow/runs/search', { experiment_ids: ids, max_results: 3 });
  const { registered_models: models = [] } = await json('mlflow/api/2.0/mlflow/registered-models/search?max_results=3');
  expect(runs).not.toEqual([]);
  expect(models).not.toEqual([]);
  const { pages, faults } = await walk(async (visitor) => {
    await visitor.explore('mlflow');
    for (const { info } of runs) {
      const run = `mlflow/#/experiments/${info.experiment_id}/runs/${info.run_id}`;
      for (const page of [run, `${run}/model-metrics`, `${run}/artifacts`]) await visitor.explore(page);
    }
    for (const { name } of models) await visitor.explore(`mlflow/#/models/${encodeURIComponent(name)}`);
  });
  expect(faults).toEqual([]);
  expect(pages.length).toBeGreaterThan(5);
});
