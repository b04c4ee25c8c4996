import * as grpc from '@grpc/grpc-js';

/** Answers to the calls of a service, by name; messages are what protobuf made of them. */
export type Handlers = Readonly<Record<string, (request: any) => unknown>>;

const sizes = { 'grpc.max_receive_message_length': 1 << 28, 'grpc.max_send_message_length': 1 << 28 };

/** Serves `handlers` at a free port, which it prints: that is how Pulumi's engine finds its plugins. */
export function serve(service: grpc.ServiceDefinition, handlers: Handlers): void {
  const server = new grpc.Server(sizes);
  const unimplemented = (name: string) => () => {
    throw Object.assign(new Error(`${name} is not part of this stand-in`), { code: grpc.status.UNIMPLEMENTED });
  };
  server.addService(
    service,
    Object.fromEntries(Object.keys(service).map((name) => [name, answering(handlers[name] ?? unimplemented(name))])),
  );
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}

function answering(handler: (request: any) => unknown): grpc.UntypedHandleCall {
  const handle: grpc.handleUnaryCall<any, any> = ({ request }, callback) => {
    new Promise((resolve) => resolve(handler(request))).then(
      (response) => callback(null, response),
      (error) => callback({ code: error.code ?? grpc.status.UNKNOWN, message: String(error.message ?? error) }),
    );
  };
  return handle;
}
