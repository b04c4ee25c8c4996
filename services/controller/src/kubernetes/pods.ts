import type { Log } from '../log';
import type { Transport } from './transport';

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly volumes?: readonly { readonly secret?: { readonly secretName: string } }[] };
}

const annotation = 'big-data-cluster/secrets-changed';

/** Pods, as far as they have Secrets as files. */
export class Pods {
  private readonly path: string;

  constructor(
    private readonly transport: Transport,
    namespace: string,
    private readonly log: Log,
  ) {
    this.path = `/api/v1/namespaces/${namespace}/pods`;
  }

  /**
   * Has kubelets look now after `secrets` in the files of pods, and not within the next minute or two: they look after a pod that changes at once.
   *
   * It is done through the status of a pod, by which nobody can change what runs in it. If it fails, the kubelets come by themselves.
   */
  async refresh(secrets: readonly string[], when: Date): Promise<void> {
    const patch = { metadata: { annotations: { [annotation]: when.toISOString() } } };
    try {
      const pods: readonly Pod[] = (await this.ask('GET', this.path)).items;
      const concerned = pods.filter(({ spec }) => spec.volumes?.some(({ secret }) => secret && secrets.includes(secret.secretName)));
      await Promise.all(concerned.map(({ metadata }) => this.ask('PATCH', `${this.path}/${metadata.name}/status`, patch)));
    } catch (error) {
      this.log('pods were not told of changed Secrets', { error: String(error) });
    }
  }

  private async ask(method: string, path: string, body?: object): Promise<any> {
    const { status, body: answer } = await this.transport(method, path, body);
    // A pod may go meanwhile.
    if (status !== 404 && (status < 200 || status > 299)) throw new Error(`${method} ${path}: ${status} ${answer?.message}`);
    return answer;
  }
}
