import { commandId, fingerprintOf, formatPublicId, type Uuid } from '@tamsui/ids';
import { chartAccountId, type Leg, type PostCommand } from '@tamsui/ledger-client';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';

/** A payout that the book does not have yet. */
export interface UnpostedPayout {
  readonly id: Uuid;
  readonly payableAccount: Uuid;
  readonly feeMinor: bigint;
  readonly payoutMinor: bigint;
  /** The run that worked it out, and its day. */
  readonly ownRun: Uuid;
  readonly businessDate: string;
}

/**
 * The command that moves a merchant's fee and payout out of what it is owed. Its id comes from the payout's. The book
 * remembers a refusal for ever, so a run that tries a held payout again asks under an id of its own.
 */
export function payoutCommand(
  run: Pick<SettlementRun, 'id' | 'currency'>,
  payout: UnpostedPayout,
): PostCommand {
  const legs = legsOf(run, payout);
  const asked = legs.map((leg) => ({ ...leg, amountMinor: leg.amountMinor.toString() }));
  return {
    kind: 'post',
    id: commandId(scopeOf(run, payout), payout.id),
    fingerprint: fingerprintOf({ purpose: 'payout', currency: run.currency, legs: asked }),
    purpose: 'payout',
    currency: run.currency,
    legs,
    reference: {
      payout: formatPublicId('pot', payout.id),
      run: formatPublicId('run', payout.ownRun),
      business_date: payout.businessDate,
    },
  };
}

function scopeOf(run: Pick<SettlementRun, 'id'>, { ownRun }: UnpostedPayout): string[] {
  return run.id === ownRun ? ['settlement', 'post-payout'] : ['settlement', 'post-held-payout', run.id];
}

/** Fees given back come first, so that the payable account has what it pays out. */
function legsOf(
  { currency }: Pick<SettlementRun, 'currency'>,
  { payableAccount, feeMinor, payoutMinor }: UnpostedPayout,
): Leg[] {
  const fees = chartAccountId('merchant_fees', currency);
  const inTransit = chartAccountId('payouts_in_transit', currency);
  const legs: Leg[] = [];
  if (feeMinor > 0n) legs.push({ debit: payableAccount, credit: fees, amountMinor: feeMinor });
  if (feeMinor < 0n) legs.push({ debit: fees, credit: payableAccount, amountMinor: -feeMinor });
  if (payoutMinor > 0n) legs.push({ debit: payableAccount, credit: inTransit, amountMinor: payoutMinor });
  return legs;
}
