import { Struct } from 'google-protobuf/google/protobuf/struct_pb';

const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** Plain data from a message, secrets still marked. */
export function fromStruct(struct: Struct | undefined): any {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(value: unknown): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)));
}

/** `value` with every secret opened. */
export function plain(value: any): any {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  if (value[signature] === secretSignature) return plain(value.value);
  return mapValues(value, plain);
}

/** `value` with a mark on everything that is marked in `inputs`: what came in as a secret does not go out open. */
export function marked(value: any, inputs: any): any {
  if (value === undefined || !isObject(inputs)) return value;
  if (inputs[signature] === secretSignature) return { [signature]: secretSignature, value };
  if (Array.isArray(value)) return value.map((entry, index) => marked(entry, inputs[index]));
  return isObject(value) ? mapValues(value, (entry, key) => marked(entry, inputs[key])) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function mapValues(object: Record<string, unknown>, change: (value: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
