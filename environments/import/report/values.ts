import { fieldPath, show } from '../../problem';
import { type Finding, type Outcome, outcomes } from '../finding';
import { type Migration, type Section, markdownTable } from './migration';

/** What became of every value of the profile. */
export function values({ imported: { findings } }: Migration): Section {
  return { title: 'What became of the profile', text: outcomes.map((outcome) => ofOutcome(findings, outcome)).join('\n\n') };
}

function ofOutcome(all: readonly Finding[], outcome: Outcome): string {
  const findings = all.filter((finding) => finding.outcome === outcome);
  const rows = findings.flatMap((finding) => {
    const { to = [], how, statement } = finding;
    const field = to.length === 0 ? '' : code(fieldPath(to));
    const reason = statement === undefined ? how : `${how}: ${code(statement)}`;
    const given = finding.entries.map(({ places, value }) => [places[0]!, code(show(value))]);
    return (given.length === 0 ? [['', '']] : given).map((cells) => [...cells, field, reason]);
  });
  const title = `### ${outcome[0]!.toUpperCase()}${outcome.slice(1)}: ${rows.length}`;
  if (rows.length === 0) return title;
  if (outcome === 'not in the profile') {
    return `${title}\n\n${markdownTable(
      ['field', 'from where'],
      rows.map((row) => row.slice(2)),
    )}`;
  }
  if (outcome === 'no counterpart') {
    return `${title}\n\n${markdownTable(
      ['place', 'value', 'why'],
      rows.map(([place, value, , why]) => [place!, value!, why!]),
    )}`;
  }
  return `${title}\n\n${markdownTable(['place', 'value', 'field', 'how'], rows)}`;
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
