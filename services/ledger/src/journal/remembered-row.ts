import type { BookRefusal, RememberedEntry } from '@tamsui/book';

interface LegRow {
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
}

/** An entry as the journal gives it back, with the postings of its refunds. */
export interface RememberedRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly batch: bigint;
  readonly index: number;
  readonly at: Date;
  readonly business_date: string;
  readonly purpose: string;
  readonly account: string | null;
  readonly refusal: BookRefusal | null;
  readonly once: string | null;
  readonly refunds: string | null;
  readonly legs: readonly LegRow[];
  readonly refunded: readonly LegRow[];
}

/** A column of type uuid comes back with hyphens; a fingerprint has none. */
export const fingerprintOfColumn = (column: string): string => column.replaceAll('-', '');

export function rememberedOfRow(row: RememberedRow): RememberedEntry {
  const legs = row.legs.map(({ debit, credit, amount }) => ({
    debit: BigInt(debit),
    credit: BigInt(credit),
    amountMinor: BigInt(amount),
    refundedMinor: 0n,
  }));
  for (const refund of row.refunded) giveBack(legs, refund);
  const { id, batch, index, at, business_date: businessDate, purpose, account, refusal, once, refunds } = row;
  return {
    id,
    fingerprint: fingerprintOfColumn(row.fingerprint),
    batch,
    index,
    at,
    businessDate,
    purpose,
    account,
    refusal,
    once,
    refunds,
    legs,
  };
}

/** Spreads one refund over the postings that it mirrors, in order, as the book did. */
function giveBack(legs: RememberedEntry['legs'], refund: LegRow): void {
  let leftMinor = BigInt(refund.amount);
  for (const leg of legs) {
    if (leg.debit !== BigInt(refund.credit) || leg.credit !== BigInt(refund.debit)) continue;
    const openMinor = leg.amountMinor - leg.refundedMinor;
    const partMinor = openMinor < leftMinor ? openMinor : leftMinor;
    leg.refundedMinor += partMinor;
    leftMinor -= partMinor;
  }
}
