import type { Entry, Path, Profile } from './profile';
import { isRecord } from './documents';

/** What became of something. */
export const outcomes = ['taken over', 'expressed differently', 'no counterpart', 'not in the profile'] as const;

export type Outcome = (typeof outcomes)[number];

/** What became of values of the profile, or where something comes from that the profile does not say. */
export interface Finding {
  readonly outcome: Outcome;

  /** The values of the profile; none if it does not say it. */
  readonly entries: readonly Entry[];

  /**
   * Field of the environment.
   *
   * @default - none
   */
  readonly to?: Path;

  /**
   * What is written there; `undefined` takes the field away. Without this key the field stays as it is.
   *
   * @default - the field stays as it is
   */
  readonly value?: unknown;

  /** How it is expressed now, or why it has no counterpart. */
  readonly how: string;

  /**
   * T-SQL that does it by hand.
   *
   * @default - none
   */
  readonly statement?: string;
}

/** An environment on its way. */
export type Draft = Record<string, unknown>;

/** What a translator sees: the profile, and the environment as the ones before it left it. */
export interface Translation {
  readonly profile: Profile;
  readonly environment: Draft;

  /** Name of the built-in environment that it began with. */
  readonly base: string;
}

/** Explains a part of the profile. */
export type Translator = (translation: Translation) => Finding[];

/** Writes `value` to the field at `path`, or takes it away. */
export function setField(environment: Draft, path: Path, value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    if (value === undefined) delete environment[name];
    else environment[name] = value;
    return;
  }
  if (!isRecord(environment[name])) {
    if (value === undefined) return;
    environment[name] = {};
  }
  setField(environment[name] as Draft, rest, value);
}
