import { createTestDatabase } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import {
  bigints,
  columnOf,
  createDatabase,
  dates,
  integers,
  jsonbs,
  jsons,
  smallints,
  texts,
  timestamps,
  uuids,
} from './index.ts';

const { url } = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: url, applicationName: 'test', poolSize: 1, logger });
afterAll(() => database.destroy());

/** What the server understands, each value as the server itself writes it. */
async function understood(type: string, column: Buffer): Promise<(string | null)[]> {
  const { rows } = await database.raw<{ rows: { value: string | null }[] }>(
    `select cast(value as text) as value
       from unnest(cast(:column as ${type}[])) with ordinality as sent (value, place) order by place`,
    { column },
  );
  return rows.map(({ value }) => value);
}

const same = <Value>(value: Value | null): Value | null => value;
const TEXT = 'a\nb\r\n\u2028 "quoted" \\n {}, null NULL 淡水 ☕ 𠮷';
const JSON_TEXT = JSON.stringify({ text: TEXT, empty: '', none: null, list: [1, 2.5, true] });
const UUIDS = ['00000000-0000-0000-0000-000000000000', '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5ff', null];

describe('a column arrives as it is', () => {
  it.each<[string, Buffer, (string | null)[]]>([
    ['smallint', columnOf(smallints, [0, -32_768, 32_767, null], same), ['0', '-32768', '32767', null]],
    ['integer', columnOf(integers, [null, -2_147_483_648, 7], same), [null, '-2147483648', '7']],
    [
      'bigint',
      columnOf(bigints, [-9_223_372_036_854_775_808n, 0n, 9_223_372_036_854_775_807n, null], same),
      ['-9223372036854775808', '0', '9223372036854775807', null],
    ],
    ['text', columnOf(texts, [TEXT, '', null, 'null', '\n'], same), [TEXT, '', null, 'null', '\n']],
    ['json', columnOf(jsons, [JSON_TEXT, null, 'null'], same), [JSON_TEXT, null, 'null']],
    ['jsonb', columnOf(jsonbs, ['{"b": 1, "a":2}', null], same), ['{"a": 2, "b": 1}', null]],
    ['uuid', columnOf(uuids, UUIDS, same), UUIDS],
    [
      'date',
      columnOf(dates, ['2000-01-01', '1999-12-31', '2028-02-29', null], same),
      ['2000-01-01', '1999-12-31', '2028-02-29', null],
    ],
  ])('%s', async (type, column, values) => {
    expect(await understood(type, column)).toEqual(values);
  });

  it('timestamptz, to the millisecond', async () => {
    const instants = ['2000-01-01T00:00:00.000Z', '2026-11-30T15:59:59.999Z', '1969-12-31T23:59:59.001Z'];
    const column = columnOf(timestamps, [...instants.map((text) => new Date(text)), null], same);
    const came = await understood('timestamptz', column);
    expect(came.slice(0, -1).map((text) => new Date(text ?? '').toISOString())).toEqual(instants);
    expect(came.at(-1)).toBeNull();
  });

  it('uuid, of digits without hyphens', async () => {
    const digits = UUIDS.map((text) => text?.replaceAll('-', '') ?? null);
    expect(await understood('uuid', columnOf(uuids, digits, same))).toEqual(UUIDS);
  });

  it('of no rows, of nulls alone, and of a thousand', async () => {
    expect(await understood('uuid', columnOf(uuids, [], same))).toEqual([]);
    expect(await understood('text', columnOf(texts, [null, null], same))).toEqual([null, null]);
    const numbers = Array.from({ length: 1_000 }, (_, at) => at);
    expect(await understood('integer', columnOf(integers, numbers, same))).toEqual(numbers.map(String));
  });
});

describe('what would arrive as something else is not sent', () => {
  it.each([
    '',
    '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5f',
    '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5ff0',
    '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5ff00',
    '0192F3A4-1B2C-7D3E-8F90-A1B2C3D4E5FF',
    '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5fg',
    '0192f3a4-1b2c-7d3e-8f90-a1b2c3d4e5f淡',
  ])('%j for a uuid', (text) => {
    expect(() => columnOf(uuids, [text], same)).toThrow(/a UUID has/);
  });

  it.each(['', '2026-02-30', '2026-4-30', '2026-04-3', 'tomorrow', '2026-11-30T12:00:00Z'])(
    '%j for a day',
    (text) => {
      expect(() => columnOf(dates, [text], same)).toThrow('a day is written as YYYY-MM-DD');
    },
  );

  it('numbers that are too large, and no instant', () => {
    expect(() => columnOf(smallints, [32_768], same)).toThrow(RangeError);
    expect(() => columnOf(integers, [2_147_483_648], same)).toThrow(RangeError);
    expect(() => columnOf(bigints, [2n ** 63n], same)).toThrow(RangeError);
    expect(() => columnOf(timestamps, [new Date(Number.NaN)], same)).toThrow(RangeError);
  });
});
