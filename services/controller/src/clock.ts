/** The time, which tests turn themselves. */
export type Clock = () => Date;

export const seconds = 1000;
export const minutes = 60 * seconds;
export const days = 24 * 60 * minutes;

export function after(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}
