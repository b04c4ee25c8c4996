import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { version } from '@pulumi/kubernetes/package.json';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { differences } from './differences';
import { ApiError, KubernetesApi, type KubernetesObject } from './kubernetes-api';
import { isThere } from './readiness';
import { serve } from './serve';
import { fromStruct, marked, plain, toStruct } from './values';

/**
 * Stands in for Pulumi's provider for Kubernetes, which no package registry has: any kind by server-side apply, dry runs for previews, waits,
 * and deletes. What it does, and when, it appends to the file that STAND_IN_LOG names.
 */
let api: KubernetesApi;

/** Seconds that the provider waits for an object to be there. */
const patience = 600;

serve(ResourceProviderService, {
  handshake: () => {
    const response = new messages.ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    return response;
  },
  getPluginInfo: () => {
    const info = new PluginInfo();
    info.setVersion(version);
    return info;
  },
  checkConfig: (request: messages.CheckRequest) => checked(fromStruct(request.getNews())),
  diffConfig: (request: messages.DiffRequest) =>
    difference(plain(fromStruct(request.getOldInputs())), plain(fromStruct(request.getNews()))),
  configure: (request: messages.ConfigureRequest) => {
    const { kubeconfig, context } = plain(fromStruct(request.getArgs()));
    api = new KubernetesApi(kubeconfig, context);
    const response = new messages.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
  },
  check: (request: messages.CheckRequest) => checked(fromStruct(request.getNews())),
  diff: (request: messages.DiffRequest) => difference(plain(fromStruct(request.getOldInputs())), plain(fromStruct(request.getNews()))),
  create: async (request: messages.CreateRequest) => {
    const inputs = fromStruct(request.getProperties());
    const response = new messages.CreateResponse();
    const outputs = request.getPreview() ? await previewed(inputs) : await applied('create', inputs);
    if (!request.getPreview()) response.setId(nameOf(plain(inputs)));
    response.setProperties(toStruct(outputs));
    return response;
  },
  update: async (request: messages.UpdateRequest) => {
    const inputs = fromStruct(request.getNews());
    const response = new messages.UpdateResponse();
    response.setProperties(toStruct(request.getPreview() ? await previewed(inputs) : await applied('update', inputs)));
    return response;
  },
  delete: async (request: messages.DeleteRequest) => {
    const object: KubernetesObject = plain(fromStruct(request.getProperties()));
    await logged('delete', object, () => api.delete(object));
    return new Empty();
  },
  cancel: () => new Empty(),
});

function checked(inputs: unknown): messages.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(toStruct(inputs));
  return response;
}

function difference(before: any, after: any): messages.DiffResponse {
  const found = differences(before, after);
  const response = new messages.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  const kinds: Readonly<Record<string, messages.PropertyDiff.Kind>> = messages.PropertyDiff.Kind as any;
  response.setChanges(found.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setHasdetaileddiff(true);
  for (const { path, change, replaces } of found) {
    const entry = new messages.PropertyDiff();
    entry.setKind(kinds[replaces ? `${change}_REPLACE` : change]!);
    entry.setInputdiff(true);
    response.getDetaileddiffMap().set(path, entry);
    response.addDiffs(path.split(/[.[]/)[0]!);
    if (replaces) response.addReplaces(path.split(/[.[]/)[0]!);
  }
  // Two objects of one name cannot be there at once.
  response.setDeletebeforereplace(found.some(({ replaces }) => replaces) && nameOf(before) === nameOf(after));
  return response;
}

/** What the API server would make of `inputs`; nobody can say in a namespace that is not there yet. */
async function previewed(inputs: any): Promise<object> {
  try {
    return outputsOf(inputs, await api.apply(plain(inputs), { dryRun: true }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return outputsOf(inputs, plain(inputs));
    throw error;
  }
}

async function applied(operation: string, inputs: any): Promise<object> {
  const object: KubernetesObject = plain(inputs);
  return logged(operation, object, async () => {
    let live: KubernetesObject | undefined = await api.apply(object);
    for (const end = Date.now() + patience * 1000; live && !isThere(live); live = await api.find(object)) {
      if (Date.now() > end) throw new Error(`waited ${patience} s for ${nameOf(object)}: ${JSON.stringify(live.status)}`);
      await setTimeout(500);
    }
    if (!live) throw new Error(`${nameOf(object)} was deleted meanwhile`);
    return outputsOf(inputs, live);
  });
}

function outputsOf(inputs: any, live: KubernetesObject): object {
  return marked({ ...live, metadata: { ...live.metadata, managedFields: undefined } }, inputs);
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata?.namespace, metadata?.name].filter(Boolean).join('/');
}

async function logged<T>(operation: string, object: KubernetesObject, run: () => Promise<T>): Promise<T> {
  const log = (when: string) => appendFileSync(process.env.STAND_IN_LOG!, `${operation} ${when} ${nameOf(object)}\n`);
  log('begins');
  const result = await run();
  log('ends');
  return result;
}
