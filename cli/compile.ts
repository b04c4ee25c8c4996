import { writeFileSync } from 'node:fs';
import { compiledFile, loadBundle } from './bundle';

const { script, program } = loadBundle();
program.rehearse();
writeFileSync(compiledFile, script.createCachedData());
