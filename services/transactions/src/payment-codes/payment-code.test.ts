import { fixedClock } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { dammCheckDigit, hasDammCheckDigit } from './damm.ts';
import { createMemoryPaymentCodeStore } from './memory-payment-code-store.ts';
import {
  CODE_LENGTH,
  CODE_PREFIX,
  type IssuedCode,
  isExpired,
  isPaymentCode,
  newPaymentCode,
} from './payment-code.ts';

const DIGITS = '0123456789';

test('the example of the scheme has the check digit 4', () => {
  expect(dammCheckDigit('572')).toBe('4');
  expect(hasDammCheckDigit('5724')).toBe(true);
});

test('a new code has 20 digits, the prefix and a right check digit', () => {
  for (let i = 0; i < 1_000; i++) {
    const code = newPaymentCode();
    expect(code).toMatch(/^[0-9]{20}$/);
    expect(code).toHaveLength(CODE_LENGTH);
    expect(code.startsWith(CODE_PREFIX)).toBe(true);
    expect(isPaymentCode(code)).toBe(true);
  }
});

test('every single wrong digit is caught, at every place', () => {
  for (let round = 0; round < 200; round++) {
    const code = newPaymentCode();
    for (let place = 0; place < code.length; place++) {
      for (const digit of DIGITS) {
        if (digit === code[place]) continue;
        expect(hasDammCheckDigit(code.slice(0, place) + digit + code.slice(place + 1))).toBe(false);
      }
    }
  }
});

test('every swap of two neighbours is caught, at every place', () => {
  for (let round = 0; round < 2_000; round++) {
    const code = newPaymentCode();
    for (let place = 0; place + 1 < code.length; place++) {
      const [first = '', second = ''] = [code[place], code[place + 1]];
      if (first === second) continue;
      expect(hasDammCheckDigit(code.slice(0, place) + second + first + code.slice(place + 2))).toBe(false);
    }
  }
});

test.each([
  ['too short', '7100000000000000000'],
  ['too long', '710000000000000000000'],
  ['another prefix', '9912345678901234567'],
  ['digits of another script', '７１000000000000000000'],
  ['a blank', `${newPaymentCode().slice(0, 19)} `],
  ['nothing', ''],
])('%s is no payment code', (_what, text) => {
  expect(isPaymentCode(text)).toBe(false);
});

test('all digits come equally often: 17,000 drawn, each within five standard deviations of 1,700', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 1_000; i++) {
    for (const digit of newPaymentCode().slice(2, 19)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  }
  for (const digit of DIGITS) expect(Math.abs((counts.get(digit) ?? 0) - 1_700)).toBeLessThan(5 * 39.2);
});

function issued(expiresAt: string): IssuedCode {
  const id = '00000000-0000-7000-8000-000000000000';
  const whose = { walletAccount: id, walletId: id, residentId: id, coolingUntil: null };
  return { onceToken: id, ...whose, expiresAt: new Date(expiresAt) };
}

test('a code works until the instant it expires, and not at it', () => {
  const code = issued('2026-11-20T04:01:00.000Z');
  expect(isExpired(code, new Date('2026-11-20T04:00:59.999Z'))).toBe(false);
  expect(isExpired(code, new Date('2026-11-20T04:01:00.000Z'))).toBe(true);
});

test('the memory keeps an expired code for five minutes, then forgets it', async () => {
  const clock = fixedClock('2026-11-20T04:00:00Z');
  const codes = createMemoryPaymentCodeStore(clock);
  await codes.put('a', issued('2026-11-20T04:01:00Z'));
  clock.advanceMs(60_000 + 5 * 60_000 - 1);
  expect(await codes.find('a')).toBeDefined();
  clock.advanceMs(1);
  expect(await codes.find('a')).toBeUndefined();
});

test('a full memory forgets its oldest code and no other', async () => {
  const codes = createMemoryPaymentCodeStore(fixedClock('2026-11-20T04:00:00Z'), 2);
  for (const code of ['a', 'b', 'c']) await codes.put(code, issued('2026-11-20T04:01:00Z'));
  expect(await codes.find('a')).toBeUndefined();
  expect(await codes.find('b')).toBeDefined();
  expect(await codes.find('c')).toBeDefined();
});
