import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateMerchantDay, type DayLine, type EarlierPayment, type MerchantDay } from './calculation.ts';

const payment = (entry: string, entryIndex: number, amountMinor: bigint): DayLine => ({
  entry,
  batch: 1n,
  entryIndex,
  amountMinor,
  original: null,
});
const refund = (entry: string, entryIndex: number, amountMinor: bigint, original: string): DayLine => ({
  ...payment(entry, entryIndex, amountMinor),
  original,
});
const day = (lines: readonly DayLine[], change: Partial<MerchantDay> = {}): MerchantDay => ({
  feeBasisPoints: 130,
  openingMinor: 0n,
  lines,
  earlierPayments: [],
  ...change,
});

/** Payments, each cut into refunds (perhaps of all of it), in one journal order. */
const anyLines = fc
  .array(
    fc.record({
      amount: fc.bigInt({ min: 1n, max: 100_000_000n }),
      cuts: fc.array(fc.nat({ max: 1_000 }), { maxLength: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((specs) => {
    const lines: DayLine[] = [];
    specs.forEach(({ amount, cuts }, index) => {
      lines.push(payment(`p${index}`, lines.length, amount));
      let restMinor = amount;
      for (const cut of cuts) {
        const part = (restMinor * BigInt(cut)) / 1_000n;
        if (part === 0n) continue;
        restMinor -= part;
        lines.push(refund(`r${lines.length}`, lines.length, part, `p${index}`));
      }
    });
    return lines;
  });
const anyFee = fc.integer({ min: 0, max: 10_000 });
const anyOpening = fc.bigInt({ min: -1_000_000_000n, max: 0n });

describe('a merchant day', () => {
  it('takes the fee of each payment, a half up', () => {
    const result = calculateMerchantDay(day([payment('a', 0, 8_000n), payment('b', 1, 5_000n)]));
    expect(result).toEqual({
      openingMinor: 0n,
      grossMinor: 13_000n,
      refundsMinor: 0n,
      feeMinor: 169n,
      netMinor: 12_831n,
      payoutMinor: 12_831n,
      closingMinor: 0n,
      lines: [
        { entry: 'a', grossMinor: 8_000n, feeMinor: 104n, netMinor: 7_896n },
        { entry: 'b', grossMinor: 5_000n, feeMinor: 65n, netMinor: 4_935n },
      ],
    });
  });

  it('gives back the part of the fee that belongs to the refund', () => {
    const lines = [payment('a', 0, 8_000n), refund('r', 1, 3_000n, 'a')];
    const result = calculateMerchantDay(day(lines));
    expect(result.lines[1]).toEqual({ entry: 'r', grossMinor: -3_000n, feeMinor: -39n, netMinor: -2_961n });
    expect(result).toMatchObject({
      grossMinor: 8_000n,
      refundsMinor: 3_000n,
      feeMinor: 65n,
      netMinor: 4_935n,
    });
  });

  it('uses the fee that was charged then, and what was refunded before', () => {
    const earlier: EarlierPayment = { entry: 'old', amountMinor: 3n, feeMinor: 2n, refundedMinor: 1n };
    const result = calculateMerchantDay(day([refund('r', 0, 2n, 'old')], { earlierPayments: [earlier] }));
    // f(3) − f(1) = 2 − round(2/3) = 1
    expect(result.lines[0]?.feeMinor).toBe(-1n);
  });

  it('carries a negative balance and pays nothing until it is made up', () => {
    const earlier: EarlierPayment = { entry: 'old', amountMinor: 10_000n, feeMinor: 0n, refundedMinor: 0n };
    const first = calculateMerchantDay(
      day([refund('r', 0, 10_000n, 'old')], { feeBasisPoints: 0, earlierPayments: [earlier] }),
    );
    expect(first).toMatchObject({ payoutMinor: 0n, closingMinor: -10_000n });
    const second = calculateMerchantDay(
      day([payment('a', 0, 4_000n)], { feeBasisPoints: 0, openingMinor: first.closingMinor }),
    );
    expect(second).toMatchObject({ payoutMinor: 0n, closingMinor: -6_000n });
    const third = calculateMerchantDay(
      day([payment('b', 0, 9_000n)], { feeBasisPoints: 0, openingMinor: second.closingMinor }),
    );
    expect(third).toMatchObject({ payoutMinor: 3_000n, closingMinor: 0n });
  });

  it('carries on without lines', () => {
    expect(calculateMerchantDay(day([], { openingMinor: -5n }))).toMatchObject({
      netMinor: 0n,
      payoutMinor: 0n,
      closingMinor: -5n,
    });
  });

  it('stops at a refund whose payment is not there', () => {
    expect(() => calculateMerchantDay(day([refund('r', 0, 1n, 'nowhere')]))).toThrow(
      expect.objectContaining({ code: 'refund_without_payment', retryable: false }),
    );
  });

  it('stops at a refund that comes before its payment', () => {
    expect(() => calculateMerchantDay(day([refund('r', 0, 1n, 'a'), payment('a', 1, 5n)]))).toThrow(
      expect.objectContaining({ code: 'refund_without_payment' }),
    );
  });

  it('stops when refunds are more than their payment', () => {
    const lines = [payment('a', 0, 5n), refund('r', 1, 3n, 'a'), refund('s', 2, 3n, 'a')];
    expect(() => calculateMerchantDay(day(lines))).toThrow(
      expect.objectContaining({ code: 'refund_exceeds_payment', retryable: false }),
    );
  });
});

describe('for any day', () => {
  it('the lines sum to the net, and opening + net = payout + closing', () => {
    fc.assert(
      fc.property(anyLines, anyFee, anyOpening, (lines, feeBasisPoints, openingMinor) => {
        const result = calculateMerchantDay(day(lines, { feeBasisPoints, openingMinor }));
        const sum = (pick: 'grossMinor' | 'feeMinor' | 'netMinor'): bigint =>
          result.lines.reduce((total, line) => total + line[pick], 0n);
        expect(sum('netMinor')).toBe(result.netMinor);
        expect(sum('feeMinor')).toBe(result.feeMinor);
        expect(sum('grossMinor')).toBe(result.grossMinor - result.refundsMinor);
        expect(openingMinor + result.netMinor).toBe(result.payoutMinor + result.closingMinor);
        expect(result.payoutMinor === 0n || result.closingMinor === 0n).toBe(true);
        expect(result.payoutMinor >= 0n && result.closingMinor <= 0n).toBe(true);
        for (const line of result.lines) expect(line.netMinor).toBe(line.grossMinor - line.feeMinor);
      }),
    );
  });

  it('the order in which lines are given changes nothing', () => {
    fc.assert(
      fc.property(
        anyLines.chain((lines) =>
          fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
        ),
        anyFee,
        ([lines, shuffled], feeBasisPoints) => {
          expect(calculateMerchantDay(day(shuffled, { feeBasisPoints }))).toEqual(
            calculateMerchantDay(day(lines, { feeBasisPoints })),
          );
        },
      ),
    );
  });

  it('a payment refunded in whole, in any parts on any days, gives back exactly its fee', () => {
    const anyParts = fc.array(fc.bigInt({ min: 1n, max: 10_000_000n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyParts, anyFee, fc.array(fc.boolean()), (parts, feeBasisPoints, newDay) => {
        const amountMinor = parts.reduce((sum, part) => sum + part, 0n);
        const charged = calculateMerchantDay(day([payment('a', 0, amountMinor)], { feeBasisPoints }));
        const feeMinor = charged.feeMinor;
        const days: bigint[][] = [[]];
        parts.forEach((part, index) => {
          if (newDay[index] === true) days.push([]);
          days.at(-1)?.push(part);
        });
        let refundedMinor = 0n;
        let totalFeeMinor = feeMinor;
        for (const dayParts of days) {
          // The plan has changed since: it must not matter.
          const result = calculateMerchantDay(
            day(
              dayParts.map((part, index) => refund(`r${index}`, index, part, 'a')),
              {
                feeBasisPoints: 9_999,
                earlierPayments: [{ entry: 'a', amountMinor, feeMinor, refundedMinor }],
              },
            ),
          );
          totalFeeMinor += result.feeMinor;
          refundedMinor += dayParts.reduce((sum, part) => sum + part, 0n);
        }
        expect(totalFeeMinor).toBe(0n);
      }),
    );
  });

  it('over many days, what was paid out and is still carried is all that was netted', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -50_000n, max: 50_000n }), { maxLength: 20 }), (nets) => {
        let carriedMinor = 0n;
        let paidMinor = 0n;
        for (const netMinor of nets) {
          const amountMinor = netMinor < 0n ? -netMinor : netMinor;
          const earlier = [{ entry: 'old', amountMinor: 50_000n, feeMinor: 0n, refundedMinor: 0n }];
          const lines =
            netMinor === 0n
              ? []
              : [netMinor > 0n ? payment('a', 0, amountMinor) : refund('r', 0, amountMinor, 'old')];
          const result = calculateMerchantDay(
            day(lines, { feeBasisPoints: 0, openingMinor: carriedMinor, earlierPayments: earlier }),
          );
          carriedMinor = result.closingMinor;
          paidMinor += result.payoutMinor;
        }
        expect(paidMinor + carriedMinor).toBe(nets.reduce((sum, net) => sum + net, 0n));
      }),
    );
  });
});
