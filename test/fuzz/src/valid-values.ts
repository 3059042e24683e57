import fc from 'fast-check';
import type { Random } from '../../simulation/src/random.ts';
import { named, type Schema } from './description.ts';
import type { KnownValues } from './known-values.ts';

export interface ValueSource {
  readonly random: Random;
  readonly known: KnownValues;
  readonly schemas: Readonly<Record<string, Schema>>;
  /** What the caller was told itself. */
  readonly own?: KnownValues;
}

const MAX_DEPTH = 8;
const MAX_EXTRA_ITEMS = 3;
const ID_PATTERN = /^\^([a-z]{3})_/;

/** A value that fits the schema, of things that exist where any are known. `name` is the name of its field. */
export function validValue(from: ValueSource, schema: Schema, name = '', depth = 0): unknown {
  const { random, schemas } = from;
  if (schema.$ref !== undefined) return validValue(from, named(schemas, schema.$ref), name, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return validValue(from, random.pick(choices), name, depth + 1);
  switch (typeOf(from, schema)) {
    case 'object':
      return objectValue(from, schema, depth);
    case 'array':
      return arrayValue(from, schema, name, depth);
    case 'integer':
    case 'number':
      return numberValue(from, schema);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return textValue(from, schema, name);
  }
}

function typeOf({ random }: ValueSource, { type, properties }: Schema): string {
  if (typeof type === 'string') return type;
  if (type !== undefined) return random.pick(type);
  return properties === undefined ? 'string' : 'object';
}

function objectValue(from: ValueSource, schema: Schema, depth: number): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  const wanted = Object.entries(properties).filter(
    ([name]) => required.includes(name) || (depth < MAX_DEPTH && from.random.chance(0.4)),
  );
  return Object.fromEntries(
    wanted.map(([name, member]) => [name, validValue(from, member, name, depth + 1)]),
  );
}

function arrayValue(from: ValueSource, schema: Schema, name: string, depth: number): unknown[] {
  const { items = {}, minItems = 0, maxItems = minItems + MAX_EXTRA_ITEMS } = schema;
  const length = from.random.between(minItems, Math.min(maxItems, minItems + MAX_EXTRA_ITEMS));
  return Array.from({ length }, () => validValue(from, items, name, depth + 1));
}

function numberValue({ random }: ValueSource, { minimum = 0, maximum = minimum + 10_000 }: Schema): number {
  return random.chance(0.3) ? random.pick([minimum, maximum]) : random.between(minimum, maximum);
}

function textValue(from: ValueSource, schema: Schema, name: string): string {
  const { random, known } = from;
  const prefix = ID_PATTERN.exec(schema.pattern ?? '')?.[1];
  const about = (values: KnownValues) => (prefix === undefined ? values.named(name) : values.ids(prefix));
  const own = from.own === undefined ? [] : about(from.own);
  if (own.length > 0 && random.chance(0.6)) return random.pick(own);
  const heard = about(known);
  if (heard.length > 0 && random.chance(0.85)) return random.pick(heard);
  const examples = (schema.examples ?? []).map(String);
  if (examples.length > 0 && random.chance(0.6)) return random.pick(examples);
  return freshText(random, schema);
}

function freshText(random: Random, { format, pattern, minLength = 0, maxLength = 40 }: Schema): string {
  if (format === 'date-time') return new Date(random.between(0, 4_000_000_000) * 1_000).toISOString();
  if (format === 'date') return new Date(random.between(0, 4_000_000_000) * 1_000).toISOString().slice(0, 10);
  if (format === 'uuid') return '00000000-0000-7000-8000-000000000001';
  if (pattern !== undefined) return matching(random, pattern);
  const length = random.chance(0.2)
    ? random.pick([minLength, maxLength])
    : random.between(minLength, Math.min(maxLength, minLength + 30));
  return Array.from({ length }, () => random.pick(LETTERS)).join('');
}

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzABC0123456789 -_.,é茶店街淡水 🧋');

/** Asking fast-check is slow, so that a pattern's texts are made in stock. */
const STOCK = 200;
const stocks = new Map<string, readonly string[]>();

function matching(random: Random, pattern: string): string {
  const stock = stocks.get(pattern) ?? makeStock(random, pattern);
  stocks.set(pattern, stock);
  return random.pick(stock);
}

function makeStock(random: Random, pattern: string): readonly string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), {
      numRuns: STOCK,
      seed: random.below(2 ** 31),
    });
  } catch {
    // A pattern with parts that cannot be turned into texts: the hostile values are left for it.
    return ['x'];
  }
}
