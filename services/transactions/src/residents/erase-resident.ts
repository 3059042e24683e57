import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import type { Vault } from '../personal-data/vault.ts';
import { findAccountOf } from './resident-store.ts';

export interface EraseResidentDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly vault: Vault;
}

export type EraseRefusal = { readonly code: 'resident_not_found' | 'wallet_not_empty' };

/** Destroys what is known of a resident. Whoever still has money here has to be known, to be paid out. */
export async function eraseResident(
  { database, ledger, vault }: EraseResidentDeps,
  residentId: Uuid,
): Promise<Result<undefined, EraseRefusal>> {
  const account = await findAccountOf(database, residentId);
  if (account === undefined) return refuse('resident_not_found');
  const wallet = await ledger.account(account);
  invariant(wallet !== undefined, 'a wallet has an account in the ledger');
  if (wallet.balanceMinor !== 0n) return refuse('wallet_not_empty');
  await vault.erase(residentId);
  return accept(undefined);
}
