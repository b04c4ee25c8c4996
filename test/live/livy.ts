import type { LiveCluster } from './cluster';
import type { Gateway, Login } from './gateway';

/** Seconds for a session to get its containers, and for a statement to end, on two busy cores. */
const patience = { session: 300, statement: 300 };

/** Small containers: two executors and a driver fit two NodeManagers of `local-ha`. */
const small = { driverMemory: '512m', executorMemory: '512m', driverCores: 1, executorCores: 1 };

/** An interactive session of Spark, by the gateway. */
export class LivySession {
  private constructor(
    private readonly cluster: LiveCluster,
    private readonly gateway: Gateway,
    private readonly login: Login,
    readonly id: number,
  ) {}

  /** Starts a session and waits until it takes statements. */
  static async start(
    cluster: LiveCluster,
    gateway: Gateway,
    login: Login,
    options: { readonly numExecutors?: number; readonly executorMemory?: string; readonly conf?: Readonly<Record<string, string>> } = {},
  ): Promise<LivySession> {
    const body = { kind: 'pyspark', ...small, ...options };
    const { status, body: answer } = await gateway.ask('livy/v1/sessions', { login, method: 'POST', body });
    if (status !== 201) throw new Error(`Livy answers ${status}: ${answer}`);
    const session = new LivySession(cluster, gateway, login, JSON.parse(answer).id);
    await cluster.waitFor(`session ${session.id} to be idle`, patience.session, async () => (await session.get()).state === 'idle');
    return session;
  }

  /** The session as Livy tells of it. */
  async get(): Promise<any> {
    return this.ask('');
  }

  /** Hands a statement in; it runs on. */
  async submit(code: string): Promise<number> {
    return (await this.ask('/statements', 'POST', { code, kind: 'pyspark' })).id;
  }

  /** Waits for the end of a statement, over failures of whatever is asked, and returns what it printed. */
  async result(statement: number): Promise<string> {
    let answer: any;
    await this.cluster.waitFor(`statement ${statement}`, patience.statement, async () => {
      answer = await this.ask(`/statements/${statement}`);
      return answer.state === 'available' || answer.state === 'error' || answer.state === 'cancelled';
    });
    if (answer.output?.status !== 'ok') throw new Error(`statement ${statement}: ${JSON.stringify(answer)}`);
    return answer.output.data['text/plain'] ?? '';
  }

  /** Runs a statement to its end and returns what it printed. */
  async run(code: string): Promise<string> {
    return this.result(await this.submit(code));
  }

  async delete(): Promise<void> {
    await this.ask('', 'DELETE');
  }

  private async ask(path: string, method?: string, body?: object): Promise<any> {
    const { status, body: answer } = await this.gateway.ask(`livy/v1/sessions/${this.id}${path}`, { login: this.login, method, body });
    if (status >= 300) throw new Error(`Livy answers ${status}: ${answer}`);
    return JSON.parse(answer);
  }
}
