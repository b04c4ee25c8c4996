#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { compiledFile, loadBundle } from './bundle';

void loadBundle(readFileSync(compiledFile)).program.run();
