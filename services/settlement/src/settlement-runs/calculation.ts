import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type ChargedPayment, feeGivenBack, feeOfPayment } from '../fees/line-fee.ts';

/** A payment or refund of the day, as the journal has it. */
export interface DayLine {
  readonly entry: Uuid;
  readonly batch: bigint;
  readonly entryIndex: number;
  readonly amountMinor: bigint;
  /** The payment that a refund gives back; null for a payment. */
  readonly original: Uuid | null;
}

/** A payment that was settled on an earlier day, and how much of it was refunded before this day. */
export interface EarlierPayment extends ChargedPayment {
  readonly entry: Uuid;
  readonly refundedMinor: bigint;
}

/** What one merchant's day is worked out from. All lines and payments are of its own payable account. */
export interface MerchantDay {
  readonly feeBasisPoints: number;
  /** Carried from the run before; zero or negative. */
  readonly openingMinor: bigint;
  readonly lines: readonly DayLine[];
  readonly earlierPayments: readonly EarlierPayment[];
}

/** A line with its price. Amounts carry their sign: a refund's gross and fee are negative. */
export interface SettledLine {
  readonly entry: Uuid;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
}

/** What a merchant gets: net = gross − refunds − fee, and opening + net = payout + closing. */
export interface MerchantResult {
  readonly openingMinor: bigint;
  readonly grossMinor: bigint;
  readonly refundsMinor: bigint;
  /** Net of fees given back; negative when those are more. */
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  readonly payoutMinor: bigint;
  readonly closingMinor: bigint;
  readonly lines: readonly SettledLine[];
}

/** A payment while its refunds of the day are gone through. */
type OpenPayment = ChargedPayment & { readonly refundedMinor: bigint };

/** Works out one merchant's day. The order in which the lines are given does not matter; the journal's does. */
export function calculateMerchantDay(day: MerchantDay): MerchantResult {
  const payments = new Map<Uuid, OpenPayment>(day.earlierPayments.map((payment) => [payment.entry, payment]));
  const lines = [...day.lines].sort(byPosition).map((line) => settleLine(line, day.feeBasisPoints, payments));
  return { ...balancesOf(day.openingMinor, lines), lines };
}

function byPosition(a: DayLine, b: DayLine): number {
  if (a.batch !== b.batch) return a.batch < b.batch ? -1 : 1;
  return a.entryIndex - b.entryIndex;
}

function settleLine(line: DayLine, feeBasisPoints: number, payments: Map<Uuid, OpenPayment>): SettledLine {
  const { entry, amountMinor, original } = line;
  if (original === null) {
    const feeMinor = feeOfPayment(amountMinor, feeBasisPoints);
    payments.set(entry, { amountMinor, feeMinor, refundedMinor: 0n });
    return { entry, grossMinor: amountMinor, feeMinor, netMinor: amountMinor - feeMinor };
  }
  const payment = payments.get(original);
  if (payment === undefined) throw refundWithoutPayment(entry, original);
  const backMinor = feeGivenBack(payment, payment.refundedMinor, amountMinor);
  payments.set(original, { ...payment, refundedMinor: payment.refundedMinor + amountMinor });
  return { entry, grossMinor: -amountMinor, feeMinor: -backMinor, netMinor: backMinor - amountMinor };
}

/** Neither on this day nor settled before, for this merchant: paying on would be guessing. */
function refundWithoutPayment(entry: Uuid, original: Uuid): Fault {
  return new Fault(
    'refund_without_payment',
    `The payment ${original} of the refund ${entry} was not found.`,
    {
      retryable: false,
    },
  );
}

function balancesOf(openingMinor: bigint, lines: readonly SettledLine[]): Omit<MerchantResult, 'lines'> {
  let grossMinor = 0n;
  let refundsMinor = 0n;
  let feeMinor = 0n;
  let netMinor = 0n;
  for (const line of lines) {
    if (line.grossMinor > 0n) grossMinor += line.grossMinor;
    else refundsMinor -= line.grossMinor;
    feeMinor += line.feeMinor;
    netMinor += line.netMinor;
  }
  invariant(netMinor === grossMinor - refundsMinor - feeMinor, 'the nets of the lines sum to the net');
  const balanceMinor = openingMinor + netMinor;
  const payoutMinor = balanceMinor > 0n ? balanceMinor : 0n;
  const closingMinor = balanceMinor - payoutMinor;
  return { openingMinor, grossMinor, refundsMinor, feeMinor, netMinor, payoutMinor, closingMinor };
}
