import { Fault } from '@tamsui/errors';
import { basisPointsOf } from '@tamsui/money';

/** What a merchant pays for a payment, in minor units: finer than a price may be, rounded once, a half up. */
export function feeOfPayment(amountMinor: bigint, feeBasisPoints: number): bigint {
  return basisPointsOf(amountMinor, feeBasisPoints, 'half_up');
}

/** A payment with what was charged for it then; a later fee plan does not change it. */
export interface ChargedPayment {
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
}

/** The part of a payment's fee that belongs to the part refunded so far, rounded a half up. */
function feeOfPart({ amountMinor, feeMinor }: ChargedPayment, refundedMinor: bigint): bigint {
  return (2n * feeMinor * refundedMinor + amountMinor) / (2n * amountMinor);
}

/**
 * How much of a payment's fee a refund gives back: the difference of what belongs to the refunded part after it and
 * before it. The differences of any parts that sum to the payment sum to its fee, so nothing is left by rounding.
 * @throws Fault `refund_exceeds_payment`: the book refuses such refunds, so what we read is not the book's
 */
export function feeGivenBack(
  payment: ChargedPayment,
  refundedBeforeMinor: bigint,
  refundMinor: bigint,
): bigint {
  const refundedMinor = refundedBeforeMinor + refundMinor;
  if (refundedMinor > payment.amountMinor) {
    throw new Fault('refund_exceeds_payment', 'A payment has more refunds than it had money.', {
      retryable: false,
    });
  }
  return feeOfPart(payment, refundedMinor) - feeOfPart(payment, refundedBeforeMinor);
}
