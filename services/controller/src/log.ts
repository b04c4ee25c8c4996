/** Writes a line of JSON; contents of Secrets have no place in it. */
export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;

export const log: Log = (message, details = {}) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), message, ...details })}\n`);
};
