import type { Uuid } from '@tamsui/ids';
import { feeOn } from '../fees/fee-band.ts';
import type { Merchant } from '../merchants/merchant-directory.ts';
import {
  calculateMerchantDay,
  type MerchantDay,
  type MerchantResult,
} from '../settlement-runs/calculation.ts';
import { endToEndIdOf, payoutIdOf, type SettlementRun } from '../settlement-runs/settlement-run.ts';

/** What a merchant gets from a run, with the merchant as it was used. */
export interface NewPayout {
  readonly id: Uuid;
  readonly merchant: Merchant;
  /** In force on the business day of the run. */
  readonly feeBasisPoints: number;
  readonly result: MerchantResult;
  readonly endToEndId: string;
}

/** A merchant's day at the fee that was in force on that day, however late it is settled. */
export function payoutOf(
  run: SettlementRun,
  merchant: Merchant,
  day: Omit<MerchantDay, 'feeBasisPoints'>,
): NewPayout {
  const feeBasisPoints = feeOn(merchant.feeBands, run.businessDate);
  const result = calculateMerchantDay({ ...day, feeBasisPoints });
  const id = payoutIdOf(run.book, run.businessDate, merchant.id);
  return { id, merchant, feeBasisPoints, result, endToEndId: endToEndIdOf(id) };
}

/**
 * `nothing_due`: no transfer · `pending`: the bank has not answered · `paid` · `rejected`: the bank said no · `held`: the
 * book refused it, and the next run tries again.
 */
export type PayoutStatus = 'nothing_due' | 'pending' | 'held' | 'paid' | 'rejected';

/** A payout as finance staff see it. */
export interface Payout {
  readonly id: Uuid;
  readonly merchant: Uuid;
  readonly merchantName: string;
  readonly openingMinor: bigint;
  readonly grossMinor: bigint;
  readonly refundsMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  readonly payoutMinor: bigint;
  readonly closingMinor: bigint;
  readonly endToEndId: string;
  readonly status: PayoutStatus;
  /** The run whose bank file pays it; null while it is not posted. */
  readonly postedBy: Uuid | null;
  /** The bank's reason for a rejection, for example `AC04`, or the book's for holding it, for example `insufficient_funds`. */
  readonly reason: string | null;
}
