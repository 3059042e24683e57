import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { type Clock, dateInZone } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { accountOf, openLiabilityAccount } from '../open-account.ts';
import type { Merchant, MerchantKind, PayoutAccount } from './merchant.ts';
import { insertMerchant } from './merchant-store.ts';

export interface CreateMerchantDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
  /** Of the city: which day it is when a fee begins. */
  readonly timeZone: string;
  /** What a merchant may owe when refunds are more than its proceeds, in minor units. */
  readonly debtLimitMinor: bigint;
}

export interface NewMerchant {
  readonly id: Uuid;
  readonly kind: MerchantKind;
  readonly name: string;
  readonly businessNumber: string | null;
  /** 0 to 10,000, from the day on which it joins. */
  readonly feeBasisPoints: number;
  readonly payoutAccount: PayoutAccount;
}

/** Lets a merchant join, as the operator says: its payable account in the ledger first, then the row. */
export async function createMerchant(
  deps: CreateMerchantDeps,
  asked: NewMerchant,
): Promise<Result<Merchant, { readonly code: 'already_created' }>> {
  const merchant = await openMerchant(deps, asked);
  return (await insertMerchant(deps.database, merchant, 'operator'))
    ? accept(merchant)
    : refuse('already_created');
}

/**
 * A merchant whose payable account is open in the ledger and whose row is still to be written. The account may go below
 * zero down to the debt limit, since a refund of a payment that was already paid out is the merchant's debt.
 */
export async function openMerchant(
  { ledger, clock, currency, timeZone, debtLimitMinor }: Omit<CreateMerchantDeps, 'database'>,
  { feeBasisPoints, ...asked }: NewMerchant,
): Promise<Merchant> {
  const account = accountOf(asked.id);
  await openLiabilityAccount(ledger, {
    account,
    currency,
    floorMinor: -debtLimitMinor,
    holder: 'merchant_payable',
  });
  const createdAt = clock.now();
  const effectiveFrom = dateInZone(createdAt, timeZone);
  const feePlan = [{ sequence: 0, basisPoints: feeBasisPoints, effectiveFrom, announcedAt: createdAt }];
  return { ...asked, feePlan, payableAccount: account, currency, createdAt };
}
