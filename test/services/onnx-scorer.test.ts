import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forSqlcmd } from '../../tsql/quoting';
import { createScorer } from '../../tsql/scoring';
import { housingCsv } from '../live/housing';
import { scoreHouses } from '../tsql/batches';

const folder = join(__dirname, '../../services/onnx-scorer');
const batch = forSqlcmd(createScorer(scoreHouses).text);

test('the models of the tests know the houses of the other tests', () => {
  expect(readFileSync(join(folder, 'src/test/resources/housing.csv'), 'utf8')).toBe(housingCsv());
  expect([...scoreHouses.features, 'medv']).toEqual(housingCsv().split('\n')[0]!.split(','));
});

test('the procedure runs the class that the jar has, with the parameters that it reads', () => {
  const [, name = ''] = /@script = N'([^']*)'/.exec(batch) ?? [];
  const source = readFileSync(join(folder, `src/main/java/${name.replaceAll('.', '/')}.java`), 'utf8');
  const [, params = ''] = /@params = N'([^']*)'/.exec(batch) ?? [];
  const given = params.split(', ').map((parameter) => parameter.split(' ')[0]!.slice(1));
  const read = [...source.matchAll(/parameters\.get\("(\w+)"\)/g)].map(([, parameter]) => parameter);
  expect(given).toEqual(read);
});
