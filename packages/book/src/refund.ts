import type { Account } from './account.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState, RememberedEntry } from './state.ts';

type OriginalLeg = RememberedEntry['legs'][number];

/** How much of which posting of the original a refund takes. */
interface JudgedRefund {
  readonly legs: readonly { readonly leg: OriginalLeg; readonly amountMinor: bigint }[];
}

/**
 * Judges a refund: each of its legs must run an original posting backwards, and over all refunds no posting may be
 * given back more than once. Changes nothing.
 */
export function judgeRefund(
  state: BookState,
  originalId: string,
  legs: readonly { readonly debit: Account; readonly credit: Account; readonly amountMinor: bigint }[],
): JudgedRefund | BookRefusal {
  const original = state.entries.get(originalId);
  if (original === undefined) return bookRefusal('original_unknown', { original: originalId });
  // What was refused has no postings.
  if (original.refunds !== null || original.legs.length === 0) {
    return bookRefusal('original_not_refundable', { original: originalId });
  }
  const taken = new Map<OriginalLeg, bigint>();
  for (const { debit, credit, amountMinor } of legs) {
    const mirrored = original.legs.filter(
      (leg) => leg.debit === credit.number && leg.credit === debit.number,
    );
    if (mirrored.length === 0) return bookRefusal('refund_not_mirrored', { original: originalId });
    const leftMinor = takeFrom(mirrored, amountMinor, taken);
    if (leftMinor > 0n) {
      const refundableMinor = mirrored.reduce((sum, leg) => sum + leg.amountMinor - leg.refundedMinor, 0n);
      return bookRefusal('refund_exceeds_original', {
        original: originalId,
        refundable_minor: String(refundableMinor),
      });
    }
  }
  return { legs: [...taken].map(([leg, amountMinor]) => ({ leg, amountMinor })) };
}

/** Takes an amount from postings in order, besides what `taken` holds already; returns what did not fit. */
export function takeFrom(
  mirrored: readonly OriginalLeg[],
  amountMinor: bigint,
  taken: Map<OriginalLeg, bigint>,
): bigint {
  let leftMinor = amountMinor;
  for (const leg of mirrored) {
    const already = taken.get(leg) ?? 0n;
    const openMinor = leg.amountMinor - leg.refundedMinor - already;
    const partMinor = openMinor < leftMinor ? openMinor : leftMinor;
    taken.set(leg, already + partMinor);
    leftMinor -= partMinor;
  }
  return leftMinor;
}
