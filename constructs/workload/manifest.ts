import type { IntOrString, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';

/** A Kubernetes object as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: any;
  readonly data?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** An object of Kubernetes, by the interface of its properties. */
export type KubernetesObject<Props> = Pick<Manifest, 'apiVersion' | 'kind'> & Plain<Props>;

/**
 * `T`, an interface of cdk8s-plus, as Kubernetes writes it: numbers and quantities are not wrapped, and names are not changed.
 *
 * The serializers of the library take back the one and the other for each object at run time; here nothing is to be done.
 */
export type Plain<T> = T extends Wrapped
  ? Wrapped extends T
    ? number | string
    : PlainFields<T>
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? PlainFields<T>
      : T;

type Wrapped = IntOrString | Quantity;

type PlainFields<T> = { readonly [Name in keyof T as Name extends keyof Renamed ? Renamed[Name] : Name]: Plain<T[Name]> };

interface Renamed {
  clusterIp: 'clusterIP';
  downwardApi: 'downwardAPI';
}
