import { ProblemsError } from '../../environments/problem';
import { renderCluster } from '../../stacks/render-cluster';
import { sqlAlone } from '../environments/sql';

test('a source of a Secret that nobody reads is told', () => {
  const secrets = { 'sql-saa': { from: 'generated' }, 'storage-0-sql-tls': { from: 'generated' } };
  expect(() => renderCluster({ ...sqlAlone, secrets })).toThrow(
    new ProblemsError([
      {
        path: 'secrets.sql-saa',
        given: '{"from":"generated"}',
        allowed: 'one of compute-0-sql-tls, data-0-sql-tls, master-sql-tls, sql-agent, sql-machine-key, sql-master-key, sql-sa',
        fix: 'rename it to sql-sa',
      },
      {
        path: 'secrets.storage-0-sql-tls',
        given: '{"from":"generated"}',
        allowed: 'one of compute-0-sql-tls, data-0-sql-tls, master-sql-tls, sql-agent, sql-machine-key, sql-master-key, sql-sa',
        fix: 'remove it',
      },
    ]),
  );
});
