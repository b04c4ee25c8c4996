import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlcmdFile } from '../../tsql/batch';
import { forSqlcmd } from '../../tsql/quoting';
import { createScorer } from '../../tsql/scoring';
import { scoreHouses, scoring } from './batches';

test('the page shows the batches as they are made', () => {
  const page = readFileSync(join(__dirname, '../../docs/in-database-scoring.md'), 'utf8');
  const [, shown] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
  expect(shown).toBe(sqlcmdFile(scoring));
});

test('rows come back by what names them, and one thread calculates unless more are allowed', () => {
  const text = forSqlcmd(createScorer({ ...scoreHouses, features: ['rm', 'tax'] }).text);
  expect(text).toContain("@input_data_1 = N'SELECT [id], [rm], [tax] FROM [dbo].[houses]'");
  expect(text).toContain('WITH RESULT SETS (([id] bigint, [prediction] float))');
  expect(text).toContain('@threads = 1\n');
  expect(forSqlcmd(createScorer({ ...scoreHouses, threads: 4 }).text)).toContain('@threads = 4\n');
});
