import { createHmac, randomBytes } from 'node:crypto';
import { newUuid } from '@tamsui/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOfflineCode, isPaymentCode } from '../payment-codes/payment-code.ts';
import { aliasOf, offlineCode, onceTokenOf, STEP_MS, stepAt, stepOf } from './offline-code.ts';
import { allows, type OfflinePolicy, type OfflineUsage, windowsAt } from './offline-policy.ts';

const secret = randomBytes(32);
const NOW = new Date('2026-11-23T04:00:15.000Z');
const current = stepAt(NOW);
const ALIAS = '00410000';

test('a code has twenty digits, begins with 72 and the alias, and ends in a right check digit', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 40n), fc.integer({ min: 0, max: 99_999_999 }), (step, number) => {
      const alias = String(number).padStart(8, '0');
      const code = offlineCode(alias, secret, step);
      expect(code).toMatch(/^72[0-9]{18}$/);
      expect(aliasOf(code)).toBe(alias);
      expect(isOfflineCode(code) && isPaymentCode(code)).toBe(true);
    }),
  );
});

test('the nine digits are what the description tells phones to compute', () => {
  const key = Buffer.alloc(32, 7);
  const counter = Buffer.from('000000000393870a', 'hex');
  const number = BigInt(`0x${createHmac('sha256', key).update(counter).digest('hex').slice(0, 16)}`);
  const digits = number.toString().slice(-9);
  expect(offlineCode(ALIAS, key, 0x393870an).slice(10, 19)).toBe(digits);
});

test.each([
  [-1n, 'this step', { step: current - 1n }],
  [0n, 'this step', { step: current }],
  [1n, 'this step', { step: current + 1n }],
  [2n, 'not yet', 'never'],
  [-2n, 'expired', 'expired'],
  [-10n, 'expired', 'expired'],
  [-11n, 'forgotten', 'never'],
])('a code of %s steps from now is %s', (offset, _what, made) => {
  expect(stepOf(offlineCode(ALIAS, secret, current + offset), secret, NOW)).toEqual(made);
});

test('a code works for a minute and a half around its step, and not an instant longer', () => {
  const code = offlineCode(ALIAS, secret, current);
  const begin = Number(current) * STEP_MS;
  const at = (ms: number) => stepOf(code, secret, new Date(begin + ms));
  expect([at(-STEP_MS - 1), at(-STEP_MS), at(2 * STEP_MS - 1), at(2 * STEP_MS)]).toEqual([
    'never',
    { step: current },
    { step: current },
    'expired',
  ]);
});

test("no changed digit, other device's secret or other text passes", () => {
  const code = offlineCode(ALIAS, secret, current);
  for (let place = 10; place < 20; place++) {
    const digit = (Number(code[place]) + 1) % 10;
    expect(stepOf(code.slice(0, place) + digit + code.slice(place + 1), secret, NOW)).toBe('never');
  }
  expect(stepOf(code, randomBytes(32), NOW)).toBe('never');
  expect(stepOf('72', secret, NOW)).toBe('never');
});

test('a step has one token for a device, and another for each other step and device', () => {
  const [one, other] = [newUuid(), newUuid()];
  expect(onceTokenOf(one, 7n)).toBe(onceTokenOf(one, 7n));
  expect(new Set([onceTokenOf(one, 7n), onceTokenOf(one, 8n), onceTokenOf(other, 7n)]).size).toBe(3);
});

const policy: OfflinePolicy = {
  singleMinor: 100n,
  dayMinor: 200n,
  dayCount: 2,
  monthMinor: 1_000n,
  monthCount: 10,
};
const unused: OfflineUsage = { dayMinor: 0n, dayCount: 0, monthMinor: 0n, monthCount: 0 };

test.each([
  ['up to the cap of one payment', {}, 100n, true],
  ['over it', {}, 101n, false],
  ['up to the cap of the day', { dayMinor: 100n, dayCount: 1 }, 100n, true],
  ['over it', { dayMinor: 101n, dayCount: 1 }, 100n, false],
  ['more often than the day allows', { dayMinor: 2n, dayCount: 2 }, 1n, false],
  ['up to the cap of thirty days', { monthMinor: 900n, monthCount: 9 }, 100n, true],
  ['over it', { monthMinor: 901n, monthCount: 9 }, 100n, false],
  ['more often than thirty days allow', { monthMinor: 10n, monthCount: 10 }, 1n, false],
])('a payment %s, with %o used', (_what, used, amountMinor, expected) => {
  expect(allows(policy, { ...unused, ...used }, amountMinor)).toBe(expected);
});

test('the windows are the last 24 hours and the last thirty days', () => {
  expect(windowsAt(new Date('2026-03-31T12:00:00Z'))).toEqual({
    day: new Date('2026-03-30T12:00:00Z'),
    month: new Date('2026-03-01T12:00:00Z'),
  });
});
