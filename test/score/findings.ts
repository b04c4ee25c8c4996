/** What a tool found fault with. */
export interface Finding {
  readonly tool: Tool;

  /** Id of the check. */
  readonly check: string;

  readonly environment: string;

  /** `StatefulSet/master`, with `:sql-server` behind it where the tool names the container. */
  readonly object: string;

  /** In the tool's words. */
  readonly text: string;
}

export type Tool = 'kube-score' | 'checkov';

/** Why a finding is no fault. */
export interface Answer {
  readonly tool: Tool;
  readonly check: string;

  /** Objects that it is about, as findings name them; `*` stands for anything. Each has to match something. */
  readonly objects: readonly string[];

  /**
   * Environments that it is about; each has to match something.
   *
   * @default - all
   */
  readonly environments?: readonly string[];

  readonly reason: string;
}

/** What kube-score said as JSON; grades below 10 are findings. */
export function findingsOfKubeScore(environment: string, output: string): Finding[] {
  const objects: readonly KubeScoreObject[] = JSON.parse(output);
  return objects.flatMap(({ object_meta, type_meta, checks }) =>
    (checks ?? [])
      .filter(({ skipped, grade }) => !skipped && grade < 10)
      .flatMap(({ check, comments }) =>
        (comments ?? [{ path: '', summary: check.name }]).map(({ path, summary }) => ({
          tool: 'kube-score',
          check: check.id,
          environment,
          object: [`${type_meta.kind}/${object_meta.name}`, path].filter(Boolean).join(':'),
          text: summary,
        })),
      ),
  );
}

interface KubeScoreObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly KubeScoreCheck[] | null;
}

interface KubeScoreCheck {
  readonly check: { readonly id: string; readonly name: string };
  readonly skipped: boolean;
  readonly grade: number;
  readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
}

/**
 * What checkov said as JSON; it names a pod's first container that fails a check, so findings name none.
 *
 * @throws Error if it could not read a file, or looked at nothing
 */
export function findingsOfCheckov(environment: string, output: string): Finding[] {
  const { results, summary }: CheckovReport = JSON.parse(output);
  if (summary.parsing_errors > 0 || summary.passed === 0)
    throw new Error(`checkov did not read ${environment}: ${JSON.stringify(summary)}`);
  return results.failed_checks.map(({ check_id, check_name, resource }) => ({
    tool: 'checkov',
    check: check_id,
    environment,
    // StatefulSet.<namespace>.<name>
    object: resource.replace(/^(\w+)\.[^.]+\./, '$1/'),
    text: check_name,
  }));
}

interface CheckovReport {
  readonly results: {
    readonly failed_checks: readonly { readonly check_id: string; readonly check_name: string; readonly resource: string }[];
  };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

/** Findings without an answer, and answers without a finding: a line each. */
export function openQuestions(findings: readonly Finding[], answers: readonly Answer[]): string[] {
  const unanswered = findings.filter((finding) => !answers.some((answer) => matches(answer, finding)));
  return [
    ...unanswered.map(
      ({ tool, check, environment, object, text }) => `not answered: ${tool} ${check} of ${environment} ${object}: ${text}`,
    ),
    ...answers.flatMap((answer) => {
      const { tool, check, objects, environments = [] } = answer;
      return [
        ...objects.map((object) => ({ ...answer, objects: [object] })),
        ...environments.map((name) => ({ ...answer, environments: [name] })),
      ]
        .filter((part) => !findings.some((finding) => matches(part, finding)))
        .map((part) => `answers nothing: ${tool} ${check} of ${[...(part.environments ?? []), ...part.objects].join(' ')}`);
    }),
  ];
}

function matches({ tool, check, objects, environments }: Answer, finding: Finding): boolean {
  return (
    tool === finding.tool &&
    check === finding.check &&
    (environments?.includes(finding.environment) ?? true) &&
    objects.some((pattern) => asExpression(pattern).test(finding.object))
  );
}

function asExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`);
}

function literally(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
