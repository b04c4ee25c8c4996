import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { table } from '../../cli/print';
import { renderFiles } from '../../stacks/gitops/files';
import { renderCluster } from '../../stacks/render-cluster';
import { authoredChart, chart } from './chart';
import { environments } from './environments';

/** One run of a program. */
interface Run {
  readonly cpu: number;
  readonly memory: number;
  readonly ended: boolean;
}

/** A program that needs longer is stopped: what it took until then is less than what it needs. */
const deadlineSeconds = 60;

/** Runs of each program; a program that has taken so many seconds of CPU is not asked again. */
const runs = Number(process.env.RUNS ?? 5);
const enoughSeconds = 20;

const [helm, kustomize] = process.argv.slice(2) as [string, string];
const bdc = resolve(__dirname, '../../build/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'bdc-bench-'));

const heading = ['PROGRAM', 'RUNS', 'CPU S MIN', 'MEDIAN', 'MAX', 'MS/OBJECT', 'TO HELM', 'MIB MIN', 'MEDIAN', 'MAX'];

try {
  for (const [title, environment] of Object.entries(environments)) {
    const manifests = join(folder, 'manifests');
    const documents: string[] = [];
    for (const [path, text] of renderFiles(renderCluster(environment).layers)) {
      write(manifests, [[path, text]]);
      if (!path.endsWith('kustomization.yaml')) documents.push(text);
    }
    const charts = { authored: authoredChart(documents, environment.name), loops: chart(documents) };
    for (const [name, files] of Object.entries(charts)) {
      write(join(folder, name), files);
      checkChart(name, documents);
    }
    writeFileSync(join(folder, 'environment.json'), JSON.stringify(environment));
    const ofHelm = measure(helm, 'template', 'bench', join(folder, 'authored'));
    const synth = [process.execPath, bdc, 'synth', join(folder, 'environment.json')];
    const measured: Readonly<Record<string, Run[]>> = {
      'helm template': ofHelm,
      'helm template, loops alone': measure(helm, 'template', 'bench', join(folder, 'loops')),
      'bdc synth --stdout': measure(...synth, '--stdout'),
      'bdc synth': measure(...synth, '--out', join(folder, 'out')),
      'kustomize build': measure(kustomize, 'build', manifests),
    };
    for (const done of [manifests, ...Object.keys(charts).map((name) => join(folder, name))]) rmSync(done, { recursive: true });
    const megabytes = documents.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 2 ** 20;
    const rows = Object.entries(measured).map(([program, own]) => [program, ...figures(own, documents.length, ofHelm)]);
    process.stdout.write(`${title}: ${documents.length} objects, ${megabytes.toFixed(1)} MiB\n\n${table(heading, rows)}\n`);
  }
  process.stdout.write(`node ${process.version}, ${helm}, ${kustomize}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write(directory: string, files: Iterable<readonly [path: string, text: string]>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** Helm has to render what is measured against it: the same text. */
function checkChart(name: string, documents: readonly string[]): void {
  execFileSync(join(__dirname, 'measure'), [
    String(deadlineSeconds),
    join(folder, 'stdout'),
    helm,
    'template',
    'bench',
    join(folder, name),
  ]);
  const rendered = readFileSync(join(folder, 'stdout'), 'utf8')
    .split(/^---\n(?:# Source: .*\n)?/m)
    .filter((text) => text.trim() !== '');
  const wanted = new Set(documents.map((text) => text.trim()));
  const missing = rendered.filter((text) => !wanted.has(text.trim()));
  if (rendered.length !== documents.length || missing.length > 0) {
    throw new Error(`helm renders ${rendered.length} objects for ${documents.length}, and ${missing.length} others: ${missing[0]}`);
  }
}

/** Each run writes into an empty folder. */
function measure(...command: readonly string[]): Run[] {
  const done: Run[] = [];
  while (done.length < runs && done.reduce((sum, { cpu }) => sum + cpu, 0) < enoughSeconds) {
    const args = [String(deadlineSeconds), join(folder, 'stdout'), ...command];
    done.push(JSON.parse(execFileSync(join(__dirname, 'measure'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
    rmSync(join(folder, 'out'), { recursive: true, force: true });
    if (!done.at(-1)!.ended) break;
  }
  return done;
}

function figures(own: readonly Run[], objects: number, other: readonly Run[]): string[] {
  const mark = own.every(({ ended }) => ended) ? '' : '> ';
  const cpu = own.map((run) => run.cpu).toSorted((a, b) => a - b);
  const memory = own.map((run) => run.memory).toSorted((a, b) => a - b);
  const reference = median(other.map((run) => run.cpu).toSorted((a, b) => a - b));
  return [
    String(own.length),
    ...[cpu[0]!, median(cpu), cpu.at(-1)!].map((seconds) => `${mark}${seconds.toFixed(2)}`),
    `${mark}${((median(cpu) * 1000) / objects).toFixed(2)}`,
    `${mark}${(median(cpu) / reference).toFixed(2)}`,
    ...[memory[0]!, median(memory), memory.at(-1)!].map((mebibytes) => mebibytes.toFixed(0)),
  ];
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)]!;
}
