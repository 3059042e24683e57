/** Reads a document that somebody handed us. Every value has one spelling, so that no bit of it can be changed unseen. */
export interface Fields {
  text(name: string): string;
  textOrNull(name: string): string | null;
  integer(name: string): bigint;
  count(name: string): number;
  hash(name: string): Buffer;
  base64(name: string): Buffer;
  instantMs(name: string): bigint;
  list(name: string): readonly unknown[];
  /** Any JSON object, for what the journal keeps as JSON. */
  json(name: string): Readonly<Record<string, unknown>>;
  jsonOrNull(name: string): Readonly<Record<string, unknown>> | null;
}

/** The document is not what it says it is. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

const MAX_LIST = 64;
/** Counts and places are four bytes wide where they are hashed. */
const MAX_COUNT = 0xffff_ffff;

/** @throws MalformedError, now or later, when a field is missing, has another shape, or nobody knows it */
export function readFields(value: unknown, names: readonly string[], place = 'the document'): Fields {
  if (!isObject(value)) throw new MalformedError(`${place} is no object`);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new MalformedError(`${place} has an unknown field ${unknown[0]}`);
  const wrong = (name: string, what: string) => new MalformedError(`${name} of ${place} is ${what}`);

  const fields: Fields = {
    text: (name) => {
      const text = value[name];
      if (typeof text === 'string') return text;
      throw wrong(name, 'no text');
    },
    textOrNull: (name) => (value[name] === null ? null : fields.text(name)),
    integer: (name) => {
      const text = fields.text(name);
      const integer = /^(?:0|-?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
      if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return integer;
      throw wrong(name, 'no integer of 64 bits');
    },
    count: (name) => {
      const number = value[name];
      if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MAX_COUNT)
        return number;
      throw wrong(name, 'no count');
    },
    hash: (name) => hashOf(fields.text(name), `${name} of ${place}`),
    base64: (name) => {
      const bytes = Buffer.from(fields.text(name), 'base64');
      if (bytes.toString('base64') === fields.text(name)) return bytes;
      throw wrong(name, 'no base 64');
    },
    instantMs: (name) => {
      const instant = new Date(fields.text(name));
      if (!Number.isNaN(instant.getTime()) && instant.toISOString() === fields.text(name))
        return BigInt(instant.getTime());
      throw wrong(name, 'no instant');
    },
    list: (name) => {
      const list = value[name];
      if (Array.isArray(list) && list.length <= MAX_LIST) return list as readonly unknown[];
      throw wrong(name, `no list of at most ${MAX_LIST}`);
    },
    json: (name) => {
      const json = value[name];
      if (isObject(json)) return json;
      throw wrong(name, 'no object');
    },
    jsonOrNull: (name) => (value[name] === null ? null : fields.json(name)),
  };
  return fields;
}

export function hashOf(text: unknown, place: string): Buffer {
  if (typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  throw new MalformedError(`${place} is no SHA-256 in hexadecimal`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
