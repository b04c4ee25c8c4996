import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { changesOf } from '../src/changes';

test('a file that is made, replaced or gone has changed once', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bdc-changes-'));
  const file = join(directory, 'users.json');
  const hasChanged = changesOf(file);
  const asks = () => [hasChanged(), hasChanged()];
  assert.deepEqual(asks(), [false, false]);
  writeFileSync(file, '1');
  assert.deepEqual(asks(), [true, false]);
  writeFileSync(`${file}.new`, '2');
  renameSync(`${file}.new`, file);
  assert.deepEqual(asks(), [true, false]);
  rmSync(file);
  assert.deepEqual(asks(), [true, false]);
  rmSync(directory, { recursive: true });
});
