import { fieldPath, show } from '../problem';
import { valueAt } from '../schema/parse';
import type { Finding } from './finding';
import type { Imported } from './import-profile';
import type { Path } from './profile';

/** What is written beside the fields of an imported environment. */
export interface Notes {
  /** Above everything. */
  readonly head: readonly string[];

  /** By the path of the field: above it. */
  readonly above: ReadonlyMap<string, readonly string[]>;

  /** Paths of fields that have the value of the profile. */
  readonly same: ReadonlySet<string>;

  /** Below everything. */
  readonly foot: readonly string[];
}

/** Comments that tell what became of every value of the profile, each as near to its field as can be. */
export function notesOf({ environment, findings, files, base }: Imported): Notes {
  const above = new Map<string, Finding[]>();
  const same = new Set<string>();
  const foot: Finding[] = [];
  for (const finding of findings) {
    const field = finding.to && nearestField(environment, finding.to);
    const isSame = finding.outcome === 'taken over' && 'value' in finding && field?.length === finding.to?.length;
    if (!field || field.length === 0 || finding.outcome === 'no counterpart') foot.push(finding);
    else if (isSame) same.add(fieldPath(field));
    else above.set(fieldPath(field), [...(above.get(fieldPath(field)) ?? []), finding]);
  }
  const ofOutcome = (outcome: Finding['outcome']) => told(foot.filter((finding) => finding.outcome === outcome));
  return {
    head: [
      `Imported from ${files.join(', ')}. What is not said there is as in the built-in environment ${base.name}: ${base.why}.`,
      [
        'Beside a field: "same" if it has the value of the profile, otherwise what it is instead.',
        'At the end: what is the default anyway, and what has no counterpart, with the reason.',
      ].join(' '),
    ],
    above: new Map([...above].map(([path, list]) => [path, told(list.map(marked))])),
    same,
    foot: [
      ...section('The default anyway:', ofOutcome('taken over')),
      ...section('Expressed differently:', ofOutcome('expressed differently')),
      ...section('Not in the profile:', ofOutcome('not in the profile')),
      ...section('No counterpart:', ofOutcome('no counterpart')),
    ],
  };
}

/** Lines for `findings`; those with the same reason share one. */
function told(findings: readonly Finding[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { entries, how, statement } of findings) {
    const reason = statement === undefined ? how : `${how}: ${statement}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), ...entries.map(givenAt)]);
  }
  return [...reasons].map(([reason, given]) => [given.join(', '), reason].filter(Boolean).join(': '));
}

/** What the profile says, and where. */
export function givenAt({ places, value }: { places: readonly string[]; value: unknown }): string {
  return `${places[0]!} ${show(value)}`;
}

/** Beside a field nothing else tells that the profile has no word for it. */
function marked(finding: Finding): Finding {
  return finding.outcome === 'not in the profile' ? { ...finding, how: `not in the profile: ${finding.how}` } : finding;
}

function nearestField(environment: unknown, path: Path): Path {
  return path.length === 0 || valueAt(environment, path) !== undefined ? path : nearestField(environment, path.slice(0, -1));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`), ''];
}
