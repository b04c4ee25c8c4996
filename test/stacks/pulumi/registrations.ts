import * as pulumi from '@pulumi/pulumi';

/** What the engine was told of a resource. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly secretOutputs: readonly string[];
  /** As they are sent, with marks around what is secret. */
  readonly inputs: any;
}

/** How a secret is sent: the signature that marks a special value, and the one that says which. */
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** `value` as it is sent when it is secret. */
export function sentSecret(value: unknown): object {
  return { [signature]: secretSignature, value };
}

/** Mocks of an engine that records what is registered with it; `status` is what the cluster says of the objects, by resource name. */
export async function mockEngine(project: string, stack: string, status: Readonly<Record<string, unknown>> = {}): Promise<Registration[]> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, ...(status[name] ? { status: status[name] } : {}) } }),
      call: ({ inputs }) => inputs,
    },
    project,
    stack,
  );
  const registered: Registration[] = [];
  const monitor: any = pulumi.runtime.getMonitor();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: any, callback: (error: unknown, response: any) => void) =>
    register(request, (error: unknown, response: any) => {
      if (response) {
        registered.push({
          urn: response.getUrn(),
          type: request.getType(),
          name: request.getName(),
          parent: request.getParent(),
          provider: request.getProvider(),
          dependencies: request.getDependenciesList(),
          protect: request.getProtect(),
          retainOnDelete: request.getRetainondelete(),
          secretOutputs: request.getAdditionalsecretoutputsList(),
          inputs: request.getObject().toJavaScript(),
        });
      }
      callback(error, response);
    });
  return registered;
}

/** Waits until the engine has answered for `component` and everything in it. */
export async function settled(component: pulumi.Resource): Promise<void> {
  const children: Iterable<pulumi.Resource> = Reflect.get(component, '__childResources');
  await Promise.all([component, ...children].map((resource) => valueOf(resource.urn)));
}

/** What is in an output, secret or not. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as any).promise(true);
}
