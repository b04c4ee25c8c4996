// `npm install` leaves out of package-lock.json the optional binaries that the registry in use does not serve for other platforms,
// and npm 11's `npm ci` then refuses the lock file. This adds an entry for each, with the platform that its name tells.
// Run it after every `npm install`: node .ci/complete-lock.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

const missing = Object.values(lock.packages)
  .flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  .filter(([name, version]) => /^\d/.test(version) && !lock.packages[`node_modules/${name}`]);

for (const [name, version] of missing) {
  const words = name.split('/').at(-1).split('-');
  lock.packages[`node_modules/${name}`] = {
    version,
    os: systems.filter((system) => words.includes(system)),
    cpu: processors.filter((processor) => words.includes(processor)),
    ...(words.some((word) => word.startsWith('musl')) && { libc: ['musl'] }),
    ...(words.some((word) => word.startsWith('gnu')) && { libc: ['glibc'] }),
    dev: true,
    optional: true,
  };
}

if (process.argv.includes('--check')) {
  if (missing.length > 0) {
    console.error(`package-lock.json lacks ${missing.map(([name]) => name).join(', ')}: run node .ci/complete-lock.mjs`);
    process.exit(1);
  }
} else {
  const packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${missing.length} entries added to package-lock.json`);
}
