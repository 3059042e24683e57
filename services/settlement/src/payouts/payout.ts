import type { Uuid } from '@tamsui/ids';
import type { Merchant } from '../merchants/merchant-directory.ts';
import type { MerchantResult } from '../settlement-runs/calculation.ts';
import { endToEndIdOf, payoutIdOf, type SettlementRun } from '../settlement-runs/settlement-run.ts';

/** What a merchant gets from a run, with the merchant as it was used. */
export interface NewPayout {
  readonly id: Uuid;
  readonly merchant: Merchant;
  readonly result: MerchantResult;
  readonly endToEndId: string;
}

export function payoutOf(run: SettlementRun, merchant: Merchant, result: MerchantResult): NewPayout {
  const id = payoutIdOf(run.book, run.businessDate, merchant.id);
  return { id, merchant, result, endToEndId: endToEndIdOf(id) };
}

/** `nothing_due`: no transfer · `pending`: the bank has not answered · `paid` · `rejected`: the bank said no. */
export type PayoutStatus = 'nothing_due' | 'pending' | 'paid' | 'rejected';

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
  /** The bank's reason for a rejection, for example `AC04`. */
  readonly reason: string | null;
}
