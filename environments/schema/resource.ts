import * as z from 'zod';
import { dnsSubdomain, labelKey, labelValue } from './names';
import { bytes, cpu } from './quantities';
import { settings } from './settings';

/** A persistent volume of each pod. */
export const volume = z.strictObject({
  /**
   * Size of the volume of each pod; it cannot be changed in place later.
   *
   * @default - the size in the environment's `storage`; a volume that is not named there has that of `data`
   */
  size: bytes.optional(),

  /**
   * Storage class of the volume.
   *
   * @default - the class in the environment's `storage`, then `platform.storageClass`
   */
  className: dnsSubdomain.optional(),
});

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
const toleration = z.strictObject({
  /**
   * Key of the taint.
   *
   * @default - every taint; `operator` is then `Exists`
   */
  key: labelKey.optional(),

  /**
   * Whether the taint has to have `value`, or may have any.
   *
   * @default - `Equal`
   */
  operator: z.enum(['Exists', 'Equal']).optional(),

  /**
   * Value of the taint, for `Equal`.
   *
   * @default - the empty text
   */
  value: labelValue.optional(),

  /**
   * What the taint does to pods.
   *
   * @default - every effect
   */
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),

  /**
   * How long a pod stays on a node that got a taint of the effect `NoExecute`.
   *
   * @default - for ever
   */
  tolerationSeconds: z.int().min(0).optional(),
});

/** Volumes of the resources that keep data. */
export const dataVolume = {
  /** Volumes of each pod. */
  storage: z.strictObject({ data: volume.prefault({}) }).prefault({}),
};

/** Volumes of the resources that keep logs, or what is lost with the pod. */
export const logsVolume = {
  /** Volumes of each pod. */
  storage: z.strictObject({ logs: volume.prefault({}) }).prefault({}),
};

/** Volumes of the resources that keep both. */
export const dataAndLogsVolumes = {
  /** Volumes of each pod. */
  storage: z.strictObject({ data: volume.prefault({}), logs: volume.prefault({}) }).prefault({}),
};

/** Fields that every resource (pool or service) has. */
export const resource = z.strictObject({
  /** CPU that each pod is sure to get. */
  cpu: cpu,

  /**
   * CPU that each pod never exceeds.
   *
   * Needed where a quota demands it; it slows the start of Java processes down.
   *
   * @default - no limit
   */
  cpuLimit: cpu.optional(),

  /** Memory that each pod gets and never exceeds; heap sizes follow from it. */
  memory: bytes,

  /** Properties of configuration files, for this resource alone. */
  settings: settings.default({}),

  /**
   * Labels that a node needs to be chosen.
   *
   * @default - any node
   */
  nodeSelector: z.record(labelKey, labelValue).default({}),

  /**
   * Taints of nodes that do not keep the pods away.
   *
   * @default - none
   */
  tolerations: z.array(toleration).default([]),

  /**
   * Environment variables added to every container, stronger than the product's own.
   *
   * @default - none
   */
  envOverrides: z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'a name of letters, digits and underscores'), z.string()).default({}),

  /**
   * Merged into the rendered pod template as the last step: maps by key, lists of named things (containers, volumes, …) by name.
   *
   * The last resort: it can set fields that this program does not know. What it breaks, the rules over rendered objects report.
   *
   * @default - none
   */
  podOverrides: z.record(z.string(), z.json()).default({}),
});
