import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { accountOf, openLiabilityAccount } from '../open-account.ts';
import type { Merchant, PayoutAccount } from './merchant.ts';
import { insertMerchant } from './merchant-store.ts';

export interface CreateMerchantDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
}

export interface NewMerchant {
  readonly id: Uuid;
  readonly name: string;
  readonly feeBasisPoints: number;
  readonly payoutAccount: PayoutAccount;
}

/**
 * Lets a merchant join: its payable account in the ledger first, then the row. The account has no floor, since a
 * refund of a payment that was already paid out is the merchant's debt.
 */
export async function createMerchant(
  { database, ledger, clock, currency }: CreateMerchantDeps,
  asked: NewMerchant,
): Promise<Result<Merchant, { readonly code: 'already_created' }>> {
  const account = accountOf(asked.id);
  await openLiabilityAccount(ledger, { account, currency, floorMinor: null, holder: 'merchant_payable' });
  const merchant = { ...asked, payableAccount: account, currency, createdAt: clock.now() };
  return (await insertMerchant(database, merchant)) ? accept(merchant) : refuse('already_created');
}
