import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceFiles } from './files';

for (const [path, text] of referenceFiles()) writeFileSync(join(__dirname, '../..', path), text);
