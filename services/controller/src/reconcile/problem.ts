/** What keeps a Secret from being as the cluster needs it, for people: nothing of its content is in it. */
export interface Problem {
  readonly secret: string;
  readonly problem: string;
}
