import { Decimal } from 'decimal.js';

/** `half_up` rounds a half away from zero, as invoices do; `down` and `up` are towards and away from zero. */
export type RoundingMode = 'half_up' | 'down' | 'up';

// The library's default of 20 digits rounds in silence: 123456789012345678901 + 0.01 loses its cent.
const Exact = Decimal.clone({ precision: 60, defaults: true });

const DECIMAL_ROUNDING: Record<RoundingMode, Decimal.Rounding> = {
  half_up: Decimal.ROUND_HALF_UP,
  down: Decimal.ROUND_DOWN,
  up: Decimal.ROUND_UP,
};

/**
 * A rate in basis points of an amount, rounded once, to minor units. 130 of 8000 (NT$80) is 104 (NT$1.04).
 * @param basisPoints hundredths of a percent, a whole number from 0 to 10,000
 * @throws RangeError on a rate outside that range
 */
export function basisPointsOf(amountMinor: bigint, basisPoints: number, rounding: RoundingMode): bigint {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000) {
    throw new RangeError(`basis points must be a whole number from 0 to 10000, got ${basisPoints}`);
  }
  const exact = new Exact(amountMinor.toString()).times(basisPoints).dividedBy(10_000);
  return BigInt(exact.toDecimalPlaces(0, DECIMAL_ROUNDING[rounding]).toFixed(0));
}
