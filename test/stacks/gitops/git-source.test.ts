import { ProblemsError } from '../../../environments/problem';
import { type GitSource, checkGitSource } from '../../../stacks/gitops/git-source';

const right: GitSource = { repository: 'https://git.example.com/data.git', path: 'rendered/local', revision: 'main' };

function pathsOf(source: GitSource): string[] {
  try {
    checkGitSource(source);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
}

test.each([
  { repository: 'ssh://git@git.example.com:22/data.git' },
  { repository: 'git@git.example.com:team/data.git' },
  { path: 'local' },
  { path: 'a/b.c/local' },
  { revision: 'release/1.0' },
  { revision: 'refs/tags/v1.0' },
])('%j is right', (change) => {
  expect(pathsOf({ ...right, ...change })).toEqual([]);
});

test.each([
  [{ repository: 'data' }, ['--repo']],
  [{ repository: 'http://git.example.com/data.git' }, ['--repo']],
  [{ repository: 'https://user:word@git.example.com/data.git' }, ['--repo']],
  [{ repository: 'https://git.example.com/a b' }, ['--repo']],
  [{ path: '/rendered' }, ['--path']],
  [{ path: 'rendered/' }, ['--path']],
  [{ path: '../rendered' }, ['--path']],
  [{ path: 'a/../b' }, ['--path']],
  [{ path: '.' }, ['--path']],
  [{ path: '' }, ['--path']],
  [{ path: 'a//b' }, ['--path']],
  [{ revision: '' }, ['--revision']],
  [{ revision: '-x' }, ['--revision']],
  [{ revision: 'HEAD~1' }, ['--revision']],
  [{ repository: '', path: '', revision: '' }, ['--repo', '--path', '--revision']],
])('%j has problems at %j', (change, paths) => {
  expect(pathsOf({ ...right, ...change })).toEqual(paths);
});
