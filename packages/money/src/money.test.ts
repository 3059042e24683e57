import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAmounts,
  allocate,
  basisPointsOf,
  CURRENCIES,
  type CurrencyCode,
  currencyOf,
  formatAmount,
  isCurrencyCode,
  MAX_AMOUNT_MINOR,
  parseAmount,
} from './index.ts';

const anyCurrency = fc.constantFrom(...(Object.keys(CURRENCIES) as CurrencyCode[]));

describe('parseAmount', () => {
  it.each([
    ['120', 'TWD', 12_000n],
    ['120.50', 'TWD', 12_050n],
    ['0.01', 'TWD', 1n],
    ['1', 'JPY', 1n],
    ['1.005', 'KWD', 1_005n],
    ['9999999999999.99', 'TWD', MAX_AMOUNT_MINOR],
  ] as const)('reads %s %s as %s minor units', (text, currency, amountMinor) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, amountMinor });
  });

  it.each([
    [120, 'amount_not_string'],
    [1.5, 'amount_not_string'],
    [null, 'amount_not_string'],
    [undefined, 'amount_not_string'],
    [{}, 'amount_not_string'],
    [['1'], 'amount_not_string'],
    ['', 'amount_malformed'],
    [' 1', 'amount_malformed'],
    ['1 ', 'amount_malformed'],
    ['-1', 'amount_malformed'],
    ['+1', 'amount_malformed'],
    ['1e3', 'amount_malformed'],
    ['0x10', 'amount_malformed'],
    ['1,50', 'amount_malformed'],
    ['01', 'amount_malformed'],
    ['1.', 'amount_malformed'],
    ['.5', 'amount_malformed'],
    ['١٢٣', 'amount_malformed'],
    ['NaN', 'amount_malformed'],
    ['Infinity', 'amount_malformed'],
    ['1\n', 'amount_malformed'],
    ['1.5', 'amount_decimals'],
    ['1.500', 'amount_decimals'],
    ['0', 'amount_zero'],
    ['0.00', 'amount_zero'],
    ['10000000000000', 'amount_too_large'],
    ['1'.repeat(40), 'amount_too_large'],
  ])('refuses %j as %s', (text, code) => {
    expect(parseAmount(text, 'TWD')).toMatchObject({ ok: false, problem: { code } });
  });

  it.each([
    [120, 'The amount must be a decimal string in major units, for example "120".'],
    ['1'.repeat(20), 'The amount has too many digits.'],
    ['-1', 'The amount must be digits only, for example "120": no sign, exponent or blank.'],
    ['1.5', 'An amount in TWD has no decimals or exactly 2.'],
    ['0', 'The amount must be greater than zero.'],
    ['1'.repeat(19), 'The amount is too large.'],
  ])('tells who sent %j: %s', (text, message) => {
    expect(parseAmount(text, 'TWD')).toMatchObject({ ok: false, problem: { message } });
  });

  it('looks at no text that is longer than any amount', () => {
    expect(parseAmount('x'.repeat(19), 'TWD')).toMatchObject({ problem: { code: 'amount_malformed' } });
    expect(parseAmount('x'.repeat(20), 'TWD')).toMatchObject({ problem: { code: 'amount_too_large' } });
  });

  it('refuses decimals where the currency has none', () => {
    expect(parseAmount('1.0', 'JPY')).toMatchObject({ ok: false, problem: { code: 'amount_decimals' } });
  });

  it('reads back what formatAmount writes', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, MAX_AMOUNT_MINOR), anyCurrency, (amountMinor, currency) => {
        expect(parseAmount(formatAmount(amountMinor, currency), currency)).toEqual({ ok: true, amountMinor });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('formatAmount', () => {
  it.each([
    [12_000n, 'TWD', '120'],
    [104n, 'TWD', '1.04'],
    [1n, 'TWD', '0.01'],
    [0n, 'TWD', '0'],
    [-250n, 'TWD', '-2.50'],
    [7n, 'JPY', '7'],
    [1_500n, 'KWD', '1.500'],
  ] as const)('writes %s minor units of %s as %s', (amountMinor, currency, text) => {
    expect(formatAmount(amountMinor, currency)).toBe(text);
  });
});

describe('basisPointsOf', () => {
  it.each([
    [8_000n, 130, 'half_up', 104n],
    [50n, 100, 'half_up', 1n],
    [49n, 100, 'half_up', 0n],
    [-50n, 100, 'half_up', -1n],
    [199n, 100, 'down', 1n],
    [101n, 100, 'up', 2n],
    [12_345n, 0, 'up', 0n],
    [12_345n, 10_000, 'down', 12_345n],
    [123_456_789_012_345_678_901n, 10_000, 'half_up', 123_456_789_012_345_678_901n],
  ] as const)('%s at %s basis points, %s, is %s', (amountMinor, basisPoints, rounding, expected) => {
    expect(basisPointsOf(amountMinor, basisPoints, rounding)).toBe(expected);
  });

  it.each([-1, 10_001, 1.5, Number.NaN])('refuses a rate of %s', (basisPoints) => {
    const refused = () => basisPointsOf(1n, basisPoints, 'down');
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(`basis points must be a whole number from 0 to 10000, got ${basisPoints}`);
  });
});

describe('allocate', () => {
  it('hands the remainder to the largest fraction, the earlier part first on a tie', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(10n, [1n, 5n])).toEqual([2n, 8n]);
    expect(allocate(10n, [5n, 1n])).toEqual([8n, 2n]);
    expect(allocate(7n, [1n, 2n, 4n, 4n])).toEqual([1n, 1n, 3n, 2n]);
    expect(allocate(8n, [0n, 1n, 4n, 6n])).toEqual([0n, 1n, 3n, 4n]);
    expect(allocate(0n, [3n, 4n])).toEqual([0n, 0n]);
  });

  it('sums to the whole, and no part is more than one unit from its exact share', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, MAX_AMOUNT_MINOR),
        fc
          .array(fc.bigInt(0n, 10_000n), { minLength: 1, maxLength: 20 })
          .filter((w) => w.some((x) => x > 0n)),
        (total, weights) => {
          const parts = allocate(total, weights);
          const weightSum = weights.reduce((a, b) => a + b, 0n);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
          parts.forEach((part, i) => {
            const exactTimesSum = total * (weights[i] ?? 0n);
            expect(part * weightSum - exactTimesSum < weightSum).toBe(true);
            expect(exactTimesSum - part * weightSum < weightSum).toBe(true);
          });
        },
      ),
    );
  });

  it.each([
    [-1n, [1n], 'cannot allocate a negative total'],
    [1n, [], 'at least one weight must be positive'],
    [1n, [0n], 'at least one weight must be positive'],
    [1n, [2n, -1n], 'a weight must not be negative'],
  ])('refuses %s by %s: %s', (total, weights, message) => {
    expect(() => allocate(total, weights)).toThrow(RangeError);
    expect(() => allocate(total, weights)).toThrow(message);
  });
});

describe('currencies and sums', () => {
  it('knows its own codes and no inherited names', () => {
    expect(isCurrencyCode('TWD')).toBe(true);
    expect(isCurrencyCode('twd')).toBe(false);
    expect(isCurrencyCode('toString')).toBe(false);
    expect(isCurrencyCode(901)).toBe(false);
    expect(isCurrencyCode(['TWD'])).toBe(false);
    expect(currencyOf('TWD').scale).toBe(2);
  });

  it('adds one currency and refuses two', () => {
    expect(addAmounts({ amountMinor: 1n, currency: 'TWD' }, { amountMinor: 2n, currency: 'TWD' })).toEqual({
      amountMinor: 3n,
      currency: 'TWD',
    });
    expect(() =>
      addAmounts({ amountMinor: 1n, currency: 'TWD' }, { amountMinor: 2n, currency: 'JPY' }),
    ).toThrow('cannot add JPY to TWD');
  });
});
