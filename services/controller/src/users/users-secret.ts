import { ApiError, type Objects } from '../kubernetes/objects';
import type { Pods } from '../kubernetes/pods';
import { type Secret, dataOf, encoded, isOwn } from '../kubernetes/secret';
import type { Plan } from '../plan';
import { Refusal } from './change-users';
import { type User, readUsers, usersData } from './users';

const attempts = 5;

/** The Secret with the users of the cluster, as far as it is the controller's. */
export class UsersSecret {
  private readonly name: string;

  constructor(
    plan: Plan,
    private readonly secrets: Objects<Secret>,
    private readonly pods: Pods,
  ) {
    const planned = plan.secrets.find(({ id }) => id === 'users');
    if (!planned) throw new Refusal(['this cluster has no users of its own: they are those of the domain']);
    this.name = planned.name;
  }

  async read(): Promise<User[]> {
    return readUsers(dataOf(await this.get()));
  }

  /** What somebody else writes at the same time is not lost: the change is made again, of what is there then. */
  async change(change: (users: readonly User[]) => User[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const secret = await this.get();
      if (!isOwn(secret)) throw new Refusal([`the Secret ${this.name} is not the controller's: change it where it comes from`]);
      const data = { ...dataOf(secret), ...usersData(change(readUsers(dataOf(secret)))) };
      try {
        await this.secrets.replace({ ...secret, data: encoded(data) });
        break;
      } catch (error) {
        if (!(error instanceof ApiError && error.isConflict) || attempt === attempts) throw error;
      }
    }
    await this.pods.refresh([this.name], new Date());
  }

  private async get(): Promise<Secret> {
    const secret = await this.secrets.get(this.name);
    if (!secret) throw new Refusal([`there is no Secret ${this.name} yet`]);
    return secret;
  }
}
