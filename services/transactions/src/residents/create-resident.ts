import { accept, type Result, refuse } from '@tamsui/errors';
import { commandId, newSecretToken, type Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { accountOf, openLiabilityAccount } from '../open-account.ts';
import type { Resident } from './resident.ts';
import { insertResident, insertResidentToken, insertWallet } from './resident-store.ts';

export interface CreateResidentDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
}

export interface NewResident {
  readonly id: Uuid;
  readonly name: string;
  readonly bankAccount: string;
}

type Created = { readonly resident: Resident; readonly token: string };
type AlreadyCreated = { readonly code: 'already_created' };

/** Lets a resident join: the wallet's account in the ledger first, then the rows, so that no wallet is without one. */
export async function createResident(
  { database, ledger, clock, currency }: CreateResidentDeps,
  asked: NewResident,
): Promise<Result<Created, AlreadyCreated>> {
  const walletId = commandId(['resident', asked.id], 'wallet');
  const wallet = { id: walletId, account: accountOf(walletId), currency };
  await openLiabilityAccount(ledger, { account: wallet.account, currency, floorMinor: 0n, holder: 'wallet' });

  const resident = { ...asked, wallet };
  const { token, hash } = newSecretToken('rt_test');
  const isNew = await withTrx(database, async (trx) => {
    const createdAt = clock.now();
    if (!(await insertResident(trx, resident, createdAt))) return false;
    await insertWallet(trx, resident, createdAt);
    await insertResidentToken(trx, { hash, residentId: resident.id }, createdAt);
    return true;
  });
  return isNew ? accept({ resident, token }) : refuse('already_created');
}
