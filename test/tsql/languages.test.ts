import { createScorer } from '../../tsql/languages';

test('the class of a scorer is a name', () => {
  const scorer = { database: 'd', schema: 's', name: 'n', model: 'm', rows: { schema: 's', name: 'r', columns: ['a'] }, results: [] };
  expect(() => createScorer({ ...scorer, javaClass: "a'; --" })).toThrow('the name of a class');
});
