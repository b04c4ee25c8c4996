import { createFileFormat, openFiles } from '../../tsql/object-store';
import { fill } from '../../tsql/quoting';

test('rows of files have types, and csv its separators', () => {
  const files = { columns: [{ name: 'a', type: 'decimal(18, 2)' }], location: '/clicks/*.csv', store: 'SqlStoragePool' };
  expect(fill(openFiles(files, { kind: 'csv', fieldTerminator: ';', firstRow: 2 }), () => '')).toBe(
    "OPENROWSET(BULK '/clicks/*.csv', DATA_SOURCE = 'SqlStoragePool', FORMAT = 'CSV', FIELDTERMINATOR = ';', FIELDQUOTE = '\"', FIRSTROW = 2)\nWITH ([a] decimal(18, 2)) AS [files]",
  );
  expect(fill(openFiles(files, { kind: 'delta' }), () => '')).toContain("FORMAT = 'DELTA')");
  expect(fill(createFileFormat('sales', 'f', { kind: 'csv' }).text, () => '')).toContain("FIELD_TERMINATOR = ','");
});
