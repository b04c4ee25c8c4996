import { type Rule, containersOf, podMakers, problem } from './rule';

/** Every container says what it needs, and what memory and disk it never exceeds: without it one process can take a node down. */
export const resources: Rule = (layers) =>
  podMakers(layers).flatMap((maker) =>
    containersOf(maker).flatMap(({ name, resources: { requests = {}, limits = {} } = {} as any }) =>
      [
        { field: 'requests.cpu', value: requests.cpu },
        { field: 'requests.memory', value: requests.memory },
        { field: 'limits.memory', value: limits.memory },
        { field: 'limits.ephemeral-storage', value: limits['ephemeral-storage'] },
      ]
        .filter(({ value }) => value === undefined || value === null)
        .map(({ field, value }) => problem(maker, `container ${name}: resources.${field}`, value, 'a quantity', 'add it')),
    ),
  );
