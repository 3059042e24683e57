import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';

const A = 'pay_29zjmcxe8sg19td9fm8bx5g3zv';
const B = 'pay_5xyy89g081gsdapp7fmk8g8kyw';
const FIRST = 'pay_01k0c3d9v2e8qt4m7x5r6w1zha';
const SECOND = 'pay_01k0c3d9v2e8qt4m7x5r6w1zhb';

test('one id stays one id, and two stay two', () => {
  expect(normalise({ id: A, other: B, again: `/v1/payments/${A}` })).toEqual({
    id: FIRST,
    other: SECOND,
    again: `/v1/payments/${FIRST}`,
  });
});

test('the beginning of all events means what it is', () => {
  const beginning = `evt_${'0'.repeat(26)}`;
  expect(normalise({ after: beginning })).toEqual({ after: beginning });
});

test('instants keep how many minutes are between them, and days are one day', () => {
  expect(
    normalise({ at: '2026-11-29T20:00:00.123Z', until: '2026-11-29T20:15:00Z', on: '2026-11-30' }),
  ).toEqual({ at: '2026-03-02T04:05:06.789Z', until: '2026-03-02T04:20:06.789Z', on: '2026-03-02' });
});

test.each([
  [`mk_test_${'aB3'.repeat(20)}`, `mk_test_${'0'.repeat(60)}`],
  ['eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmVk', 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl'],
  [`whsec_${'aB3'.repeat(14)}`, `whsec_${'0'.repeat(42)}`],
  ['uYp3VxkQ0sT5b7Zr1Wc9dEf2gHj4KmNqLa8', '0'.repeat(35)],
  // A key that begins like a prefix, by chance.
  [`qk_${'aB3'.repeat(13)}x`, '0'.repeat(43)],
  [
    'http://127.0.0.1:22305/x?state=uYp3VxkQ0sT5b7Zr1Wc9dEf2gHj4KmNqLa8',
    `https://example.com/x?state=${'0'.repeat(35)}`,
  ],
  ['payments:charge', 'payments:charge'],
  ['120', '120'],
])('%s becomes %s', (text, expected) => {
  expect(normalise({ text })).toEqual({ text: expected });
});

test('the text of a QR code keeps a right checksum: this one was made by another implementation', () => {
  const text =
    '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';
  expect(normalise({ text })).toEqual({ text });
});

test('of a page two items are kept, of a statement every line', () => {
  expect(normalise({ data: [1, 2, 3], lines: [1, 2, 3] })).toEqual({ data: [1, 2], lines: [1, 2, 3] });
});
