import * as z from 'zod';
import { bytes, cpu, matching } from './quantities';

/** Programs that run applications. */
export const appRuntimes = ['Python', 'R', 'Onnx'] as const;

const parameters = z.record(
  matching<string>(/^[A-Za-z_.][\w.]*$/, 'the name of a parameter: letters, digits, dots and underscores'),
  matching<string>(/^[A-Za-z][\w.]*(\[\])?$/, 'the name of a type, such as int, float, str, numeric or data.frame'),
);

/** An application: code or a model behind a REST address with an OpenAPI page; the fields are those of a `spec.yaml`. */
export const app = z.strictObject({
  /** Version, part of its address: `/api/app/<name>/<version>/run`. */
  version: matching<string>(/^[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?$/, 'at most 16 lower-case letters, digits and dashes, such as v1'),

  /** What runs it. */
  runtime: z.enum(appRuntimes),

  /** File in the package that is run: a script, or a model. */
  src: matching<string>(/^(\.\/)?[\w-][\w./-]*$/, 'a path inside the package, such as ./add.py'),

  /**
   * Function of the script that answers a call; of a model there is none.
   *
   * @default - none
   */
  entrypoint: matching<string>(/^[A-Za-z_.][\w.]*$/, 'the name of a function').optional(),

  /** Path of the package (a zip file) in the folder `apps` of HDFS, or in the bucket of `objectStore`. */
  package: matching<string>(/^[\w-][\w./-]*\.zip$/, 'the path of a zip file, such as add-app/v1.zip'),

  /**
   * Number of pods.
   *
   * @default 1
   */
  replicas: z.int().min(1, 'at least 1').max(100, 'at most 100').default(1),

  /**
   * Calls that each pod answers at the same time.
   *
   * @default 1
   */
  poolsize: z.int().min(1, 'at least 1').max(64, 'at most 64').default(1),

  /** Parameters of a call, with their types. */
  inputs: parameters.default({}),

  /** What a call returns, with its types. */
  output: parameters.default({}),

  /** CPU that each pod is sure to get. */
  cpu: cpu.default('250m'),

  /** Memory that each pod gets and never exceeds. */
  memory: bytes.default('512Mi'),
});

/** An application with nothing left open. */
export type App = z.output<typeof app>;

/** Applications that are there with the cluster, by name; others are deployed through the controller. */
export const apps = z.record(
  matching<string>(/^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/, 'at most 24 lower-case letters, digits and dashes, beginning with a letter'),
  app,
);
