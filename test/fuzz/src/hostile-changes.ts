import { HOSTILE_PARTS, HOSTILE_VALUES } from '../../faults/hostile-values.ts';
import type { Random } from '../../simulation/src/random.ts';

/** Further values: edges of numbers and sizes, and every plane of Unicode. */
const EDGES: readonly unknown[] = [
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 63,
  Number.MAX_VALUE,
  5e-324,
  -0,
  '0.00',
  '00',
  '1.',
  '.5',
  '999999999999999',
  '1000000000000000',
  '9999999999999.99',
  '\uFFFE',
  '\uFEFF',
  '\u200B',
  '\u2067rtl\u2069',
  '\u{10FFFF}',
  'ﷺ'.repeat(30),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  'ＡＢＣ',
  'İi',
  'ß',
  '𝟙𝟚𝟘',
  '१२०',
  'x'.repeat(65),
  'x'.repeat(256),
  'x'.repeat(4_097),
  '2026-03-02T04:05:06.789Z',
  '2026-13-45T99:99:99Z',
  '2026-03-02T04:05:06+14:00',
  'bearer',
  'eyJhbGciOiJub25lIn0.e30.',
  'https://127.0.0.1:1/',
  'javascript:alert(1)',
  '{"a":1}',
  Array.from({ length: 200 }, () => 'pay_00000000000000000000000000'),
  [[[[[[[[]]]]]]]],
  { amount: '1', currency: 'TWD', extra: 1 },
];

const HOSTILE: readonly unknown[] = [...HOSTILE_VALUES, ...EDGES].filter((value) => value !== undefined);

type Place = readonly (string | number)[];

/** A copy of the value with one of its places changed to what nobody expects there. */
export function withHostileField(random: Random, value: unknown): unknown {
  const places = placesOf(value);
  if (places.length === 0) return random.pick(HOSTILE);
  return replaced(value, random.pick(places), random.pick(HOSTILE));
}

/** A copy with a field too many, or one too few. */
export function withOtherFields(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return random.pick(HOSTILE);
  const entries = Object.entries(value);
  if (entries.length > 0 && random.chance(0.5)) {
    const left = random.below(entries.length);
    return Object.fromEntries(entries.filter((_, index) => index !== left));
  }
  const name = random.pick([
    'is_admin',
    'id',
    'resident',
    '__proto__',
    'constructor',
    'toString',
    '',
    'é',
    '$ref',
  ]);
  return Object.fromEntries([...entries, [name, random.pick(HOSTILE)]]);
}

/** JSON text with a member twice, which `JSON.stringify` would never write. */
export function withDuplicateMember(random: Random, value: unknown): string {
  const text = JSON.stringify(value) ?? '{}';
  if (!text.startsWith('{')) return text;
  const names = Object.keys(value as object);
  const name = names.length === 0 ? 'a' : random.pick(names);
  const member = `${JSON.stringify(name)}:${JSON.stringify(random.pick(HOSTILE)) ?? 'null'}`;
  return text === '{}' ? `{${member},${member}}` : `{${member},${text.slice(1)}`;
}

/** Bytes that are no JSON, or no UTF-8, made from such as are. */
export function brokenBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const place = random.below(bytes.length + 1);
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, place);
    case 1:
      return Buffer.concat([bytes.subarray(0, place), Buffer.from([0xff, 0xfe]), bytes.subarray(place)]);
    case 2:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 3:
      return Buffer.from(`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`);
    case 4:
      return Buffer.from(JSON.stringify({ text: 'x'.repeat(random.pick([65_000, 66_000, 200_000])) }));
    default:
      return Buffer.concat([bytes, bytes]);
  }
}

/** Text for a path or a query, escaped or deliberately not. */
export function hostilePart(random: Random): string {
  if (random.chance(0.5)) return random.pick(HOSTILE_PARTS);
  const value = random.pick(HOSTILE);
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed()).slice(0, 3_000);
}

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [...place, key],
    ...placesOf(member, [...place, key]),
  ]);
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([name, member]: [string, unknown]) => [
      name,
      name === key ? replaced(member, rest, by) : member,
    ]),
  );
}
