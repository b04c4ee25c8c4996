import { bytes, cpu, toMebibytes, toMillicores } from '../../../environments/schema/quantities';

test.each([
  ['512Mi', 512],
  ['15Gi', 15360],
  ['2Ti', 2097152],
] as const)('%s is %d MiB', (quantity, mebibytes) => {
  expect(toMebibytes(bytes.parse(quantity))).toBe(mebibytes);
});

test.each([
  ['500m', 500],
  ['2', 2000],
  ['0.5', 500],
  ['1.25', 1250],
] as const)('%s is %d thousandths of a core', (quantity, millicores) => {
  expect(toMillicores(cpu.parse(quantity))).toBe(millicores);
});

test.each(['0Gi', '1.5Gi', '15GB', '15', '-1Gi', '15 Gi', '', 15])('%p is no amount of memory', (given) => {
  expect(bytes.safeParse(given).success).toBe(false);
});

test.each(['0', '0m', '1.5m', '0.0001', '-1', 'one', '', 1])('%p is no amount of CPU', (given) => {
  expect(cpu.safeParse(given).success).toBe(false);
});
