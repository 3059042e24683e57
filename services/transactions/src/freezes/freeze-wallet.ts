import { accept, Fault, invariant, type Result, refuse } from '@tamsui/errors';
import { fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import type { LedgerClient, SetAccountStatusCommand } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import { recordEvents } from '../events/append-events.ts';
import { walletEvent } from '../events/wallet-events.ts';
import { type FreezeReason, type Freezer, frozenBy } from './freeze.ts';
import { type FreezableWallet, findFreezes, insertFreeze, liftFreezes, lockWallet } from './freeze-store.ts';

export interface FreezeDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
}

export type FreezeRefusal = { readonly code: 'resident_not_found' | 'wallet_closed' };
export type UnfreezeRefusal = FreezeRefusal | { readonly code: 'frozen_by_operator' | 'wallet_closing' };

/**
 * Stops everything that leaves a resident's wallet, codes and holds that are under way included: the ledger refuses
 * them from now on. Money still arrives. Again is no change for the wallet; each call is told to the ledger anew, since
 * one that was answered from memory could find a wallet that was opened meanwhile.
 */
export async function freezeWallet(
  deps: FreezeDeps,
  residentId: Uuid,
  by: { readonly placedBy: Freezer; readonly reason: FreezeReason },
): Promise<Result<undefined, FreezeRefusal>> {
  return withTrx(deps.database, async (trx) => {
    const wallet = await lockWallet(trx, residentId);
    if (wallet === undefined) return refuse('resident_not_found');
    const frozen = await insertOnce(deps, trx, wallet, by);
    // Before COMMIT: if the ledger cannot be told, nothing is written here, and the caller asks again.
    const result = await setStatus(deps, wallet, 'debit_frozen', by.placedBy);
    if (result.ok && frozen !== undefined) await tell(deps, trx, wallet, frozen);
    return result;
  });
}

/** Lets a wallet pay again. What the operator has frozen, its holder cannot open. */
export async function unfreezeWallet(
  deps: FreezeDeps,
  residentId: Uuid,
  liftedBy: 'sign_in' | 'operator',
): Promise<Result<undefined, UnfreezeRefusal>> {
  return withTrx(deps.database, async (trx) => {
    const wallet = await lockWallet(trx, residentId);
    if (wallet === undefined) return refuse('resident_not_found');
    const freezes = await findFreezes(trx, wallet.id);
    if (freezes.some(({ placedBy }) => placedBy === 'closing')) return refuse('wallet_closing');
    if (liftedBy === 'sign_in' && frozenBy(freezes) === 'operator') return refuse('frozen_by_operator');
    await liftFreezes(trx, { walletId: wallet.id, liftedBy, at: deps.clock.now() });
    const result = await setStatus(deps, wallet, 'open', liftedBy);
    if (result.ok && freezes.length > 0) await tell(deps, trx, wallet, null);
    return result;
  });
}

/** The last thing that is done, since nobody else can tell anything before COMMIT. */
async function tell(
  { clock }: FreezeDeps,
  trx: Trx,
  wallet: FreezableWallet,
  by: 'resident' | 'operator' | null,
): Promise<void> {
  await recordEvents(trx, [walletEvent(wallet, by, clock.now())]);
}

/** One open freeze of each kind is enough. @returns who can lift them all now; undefined when nothing changed */
async function insertOnce(
  { clock }: FreezeDeps,
  trx: Trx,
  wallet: FreezableWallet,
  { placedBy, reason }: { readonly placedBy: Freezer; readonly reason: FreezeReason },
): Promise<'resident' | 'operator' | undefined> {
  const open = await findFreezes(trx, wallet.id);
  if (open.some((freeze) => freeze.placedBy === placedBy)) return undefined;
  await insertFreeze(trx, wallet.id, { id: newUuid(), placedBy, reason, placedAt: clock.now() });
  return frozenBy([...open, { placedBy }]);
}

async function setStatus(
  { ledger }: FreezeDeps,
  { account }: FreezableWallet,
  status: SetAccountStatusCommand['status'],
  by: Freezer,
): Promise<Result<undefined, FreezeRefusal>> {
  const id = newUuid();
  const asked = { account, status };
  const fingerprint = fingerprintOf(asked);
  const outcome = await ledger.submit({
    kind: 'set_account_status',
    id,
    fingerprint,
    ...asked,
    reference: { by },
  });
  invariant(outcome.status !== 'conflict', 'a new id has no command yet');
  if (outcome.status === 'posted') return accept(undefined);
  if (outcome.refusal.code === 'account_closed') return refuse('wallet_closed');
  throw new Fault('wallet_status_not_set', "The ledger would not set a wallet's status.", {
    cause: outcome,
    retryable: false,
  });
}
