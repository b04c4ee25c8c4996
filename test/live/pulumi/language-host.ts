import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { version } from '@pulumi/pulumi/package.json';
import { LanguageRuntimeService } from '@pulumi/pulumi/proto/language_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/language_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { serve } from './serve';

/**
 * Stands in for Pulumi's own language host, which is no module that Go's proxy has: it starts compiled programs of Node.js by the SDK's
 * own runner. Called as `pulumi-language-nodejs [flags] <address of the engine>`.
 */
const programs = new Set<ChildProcess>();

/** The runner's exit code for a failure that it has already told. */
const told = 32;

let engine = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';

serve(LanguageRuntimeService, {
  handshake: (request: messages.LanguageHandshakeRequest) => {
    engine = request.getEngineAddress() || engine;
    return new messages.LanguageHandshakeResponse();
  },
  getPluginInfo: () => {
    const info = new PluginInfo();
    info.setVersion(version);
    return info;
  },
  // A provider says its version when it is registered.
  getRequiredPackages: () => new messages.GetRequiredPackagesResponse(),
  run,
  cancel: () => {
    for (const program of programs) program.kill('SIGINT');
    return new Empty();
  },
});

function run(request: messages.RunRequest): Promise<messages.RunResponse> {
  const info = request.getInfo()!;
  const directory = info.getProgramDirectory();
  if (info.getOptions()?.toJavaScript().typescript !== false) throw new Error('only compiled programs: set typescript: false');

  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    'root-directory': info.getRootDirectory(),
    pwd: directory,
    parallel: request.getParallel(),
  };
  const configuration = request
    .getConfigMap()
    .toArray()
    .map(([key, value]) => [key.replace(':', ':config:'), value]);
  const program = spawn(
    process.execPath,
    [
      createRequire(join(directory, 'package.json')).resolve('@pulumi/pulumi/cmd/run'),
      ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, String(value)] : [])),
      ...(request.getDryrun() ? ['--dry-run'] : []),
      info.getEntryPoint() || '.',
      ...request.getArgsList(),
    ],
    {
      cwd: directory,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(configuration)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      },
    },
  );
  programs.add(program);
  return new Promise((resolve) => {
    program.on('close', (code) => {
      programs.delete(program);
      const response = new messages.RunResponse();
      if (code === told) response.setBail(true);
      else if (code !== 0) response.setError(`the program ended with ${code}`);
      resolve(response);
    });
  });
}
