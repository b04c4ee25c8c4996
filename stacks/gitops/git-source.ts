import { type Problem, ProblemsError, show } from '../../environments/problem';

/** Where rendered files are in Git. */
export interface GitSource {
  /** Address of the repository. */
  readonly repository: string;

  /** Folder of the environment in the repository, the one that holds a folder per layer. */
  readonly path: string;

  /** Branch, commit (40 digits), or full name of a reference (`refs/tags/v1`). */
  readonly revision: string;
}

/** @throws ProblemsError with all that is wrong */
export function checkGitSource({ repository, path, revision }: GitSource): void {
  const problems: Problem[] = [
    ...(/^(https|ssh):\/\/\S+$|^[\w.-]+@[\w.-]+:\S+$/.test(repository)
      ? []
      : [
          {
            path: '--repo',
            given: show(repository),
            allowed: 'an address that begins with https:// or ssh://, or user@host:path',
            fix: 'give the address that Git clones from',
          },
        ]),
    ...(/^https:\/\/[^/]*@/.test(repository)
      ? [
          {
            path: '--repo',
            given: 'an address with a user or a password in it',
            allowed: 'an address without credentials',
            fix: 'give the credentials to Argo CD or Flux as a Secret',
          },
        ]
      : []),
    ...(/^(?!\/)(?!.*\/\/)(?!(.*\/)?\.\.?(\/|$))[^\s]+(?<!\/)$/.test(path)
      ? []
      : [
          {
            path: '--path',
            given: show(path),
            allowed: 'a folder from the root of the repository, without . and .. and a slash at its ends',
            fix: 'give the folder that holds a folder per layer, such as rendered/local',
          },
        ]),
    ...(/^(?![-/.])[^\s~^:?*[\\]+(?<!\/)$/.test(revision)
      ? []
      : [{ path: '--revision', given: show(revision), allowed: 'a branch, a commit or refs/tags/<tag>', fix: 'correct the name' }]),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
}
