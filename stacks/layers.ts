/**
 * Parts of the cluster in the order in which they are applied; also the folders of the rendered files.
 *
 * A pod may need what an earlier layer made; of later layers it knows DNS names alone.
 */
export const layers = ['foundation', 'control', 'storage', 'sql', 'spark', 'edge', 'ml'] as const;

export type Layer = (typeof layers)[number];
