/** Where it is mounted. */
export const planFile = '/etc/controller/cluster-plan.json';

/** What `stacks/cluster-plan.ts` says of the cluster, as far as it is needed here. */
export interface Plan {
  readonly name: string;
  readonly namespace: string;

  /** Secrets without a certificate: those to make, and those that others are made of. */
  readonly secrets: readonly PlannedSecret[];

  /** Secrets with a certificate to make. */
  readonly certificates: readonly PlannedCertificate[];
}

export interface PlannedSecret {
  /** What it is, whatever it is called in the cluster. */
  readonly id: string;

  readonly name: string;
  readonly keys: readonly string[];

  /** Whether it is made here; otherwise somebody else's is read. */
  readonly generated: boolean;
}

export interface PlannedCertificate {
  readonly secret: string;
  readonly keys: readonly string[];
  readonly dnsNames: readonly string[];
}

/** @throws Error that names what is not as it should be */
export function readPlan(text: string): Plan {
  const plan: Plan = JSON.parse(text);
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`the plan of the cluster has no right ${what}`);
  };
  must(isText(plan.name), 'name');
  must(isText(plan.namespace), 'namespace');
  must(Array.isArray(plan.secrets), 'secrets');
  for (const { id, name, keys, generated } of plan.secrets) {
    must(isText(id) && isText(name) && isTexts(keys) && typeof generated === 'boolean', `secret ${id}`);
  }
  must(Array.isArray(plan.certificates), 'certificates');
  for (const { secret, keys, dnsNames } of plan.certificates) {
    must(isText(secret) && isTexts(keys) && isTexts(dnsNames) && dnsNames.length > 0, `certificate ${secret}`);
  }
  return plan;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
