/** What a Spark application asks for unless it says otherwise, with the original's values. */
export const sessionDefaults = {
  'spark.driver.cores': '1',
  'spark.driver.memory': '1g',
  'spark.executor.cores': '1',
  'spark.executor.memory': '1g',
} as const;

/** Least memory of an executor: Spark refuses less. */
export const leastExecutorMebibytes = 450;

/** @see https://spark.apache.org/docs/4.1.1/configuration.html `spark.executor.memoryOverhead` */
const leastOverheadMebibytes = 384;
const overheadFactor = 0.1;

/** `1g`, `1536m` as Spark reads memory, in mebibytes; nothing if it is no memory. */
export function sparkMebibytes(text: string): number | undefined {
  const [, amount, unit = 'm'] = /^\s*(\d+)\s*([kmgtp]?)b?\s*$/i.exec(text) ?? [];
  return amount === undefined ? undefined : Math.floor(Number(amount) * 1024 ** ('kmgtp'.indexOf(unit.toLowerCase() || 'm') - 1));
}

/** Memory beside the heap of a driver or executor of `mebibytes`. */
export function sparkOverhead(mebibytes: number): number {
  return Math.max(leastOverheadMebibytes, Math.floor(mebibytes * overheadFactor));
}
