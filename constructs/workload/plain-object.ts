import { ApiObject, type JsonPatch, resolve } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from './manifest';

/**
 * Plain data in the tree: what this program or its typed library does not know survives.
 *
 * It is sorted in one pass; cdk8s asks for each value whether something else stands for it, and makes three copies.
 */
export class PlainObject extends ApiObject {
  private patched = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly manifest: Manifest,
  ) {
    super(scope, id, manifest);
  }

  override addJsonPatch(...operations: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...operations);
  }

  override toJson(): Manifest {
    if (this.patched) return super.toJson();
    const { apiVersion, kind, metadata: _, ...fields } = this.manifest;
    return { apiVersion, kind, metadata: this.metadata.toJson(), ...(this.sorted(fields) as object) };
  }

  /** `value` with the keys of all maps in order, and without what is nothing. */
  private sorted(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.sorted(item));
    if (value.constructor !== Object) return this.sorted(this.resolved(value));
    const map: Record<string, unknown> = {};
    for (const key of Object.keys(value).toSorted()) {
      const field = this.sorted((value as Readonly<Record<string, unknown>>)[key]);
      if (field !== undefined && field !== null) map[key] = field;
    }
    return map;
  }

  /** What stands behind a value of cdk8s that is known later. */
  private resolved(value: object): unknown {
    const found: unknown = resolve([], value, this);
    if (found === value) throw new Error(`${this.node.path}: no plain data: ${value.constructor.name}`);
    return found;
  }
}
