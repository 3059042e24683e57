import { accept, type Result, refuse } from '@tamsui/errors';
import { newUuid } from '@tamsui/ids';
import { type Trx, withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { frozenBy } from '../freezes/freeze.ts';
import { findFreezes, insertFreeze, lockWallet } from '../freezes/freeze-store.ts';
import type { Vault } from '../personal-data/vault.ts';
import { type PinRefusal, requirePin, type VerifyPinDeps } from '../pins/verify-pin.ts';
import { deviceCaps } from '../wallets/device-caps.ts';
import type { Closing } from './closing.ts';
import { findClosingOf, insertClosing } from './closing-store.ts';
import { findOpenThings, type OpenCount } from './open-things.ts';
import { setWalletStatus, type WalletStatusDeps } from './wallet-status.ts';

export interface RequestClosingDeps extends VerifyPinDeps, WalletStatusDeps {
  readonly vault: Vault;
  /** Tells the worker that there is something to do. */
  readonly onClosingRequested: () => void;
}

export type ClosingRefusal =
  | PinRefusal
  | { readonly code: 'device_is_new'; readonly until: string }
  | { readonly code: 'no_bank_account' | 'wallet_changed' }
  | { readonly code: 'wallet_frozen'; readonly frozen_by: 'resident' | 'operator' }
  | { readonly code: 'wallet_in_use'; readonly open: readonly OpenCount[] };

/**
 * Ends a wallet: nothing leaves it any more but what is left, to the resident's own bank account. Refused, with nothing
 * changed, while something is under way. Asked again it answers with the closing as it is.
 */
export async function requestClosing(
  deps: RequestClosingDeps,
  resident: ResidentPrincipal,
  pin: string | undefined,
): Promise<Result<Closing, ClosingRefusal>> {
  const { database, clock } = deps;
  const caps = deviceCaps(resident, clock.now());
  if (caps !== undefined) return refuse('device_is_new', { until: caps.until.toISOString() });
  const known = await requirePin(deps, resident.residentId, pin);
  if (!known.ok) return known;
  const ready = await judge(deps, resident);
  if (!ready.ok) return ready;
  const begun = await undoing(() => withTrx(database, (trx) => begin(deps, trx, resident)));
  if (begun.ok) deps.onClosingRequested();
  return begun;
}

/** What can be said before anything is frozen, so that a wallet in use notices nothing. */
async function judge(
  deps: RequestClosingDeps,
  { residentId, walletAccount }: ResidentPrincipal,
): Promise<Result<undefined, ClosingRefusal>> {
  const { database, vault } = deps;
  const earlier = await findClosingOf(database, residentId);
  if (earlier !== undefined && earlier.state !== 'returned') return accept(undefined);
  const account = await deps.ledger.account(walletAccount);
  const isEmpty = account?.balanceMinor === 0n;
  if (!isEmpty && (await vault.read(residentId, 'bank_account', 'own')) === undefined)
    return refuse('no_bank_account');
  const open = await findOpenThings(deps, database, { residentId, account: walletAccount });
  return open.length === 0 ? accept(undefined) : refuse('wallet_in_use', { open });
}

/** Freezes first and looks then: what is not under way by now cannot begin any more. */
async function begin(
  deps: RequestClosingDeps,
  trx: Trx,
  { residentId, walletAccount }: ResidentPrincipal,
): Promise<Result<Closing, ClosingRefusal>> {
  const wallet = await lockWallet(trx, residentId);
  const earlier = await findClosingOf(trx, residentId);
  if (earlier !== undefined && earlier.state !== 'returned') return accept(earlier);
  if (wallet === undefined) return refuse('wallet_changed');
  const freezes = await findFreezes(trx, wallet.id);
  if (freezes.length > 0) return refuse('wallet_frozen', { frozen_by: frozenBy(freezes) });
  const at = deps.clock.now();
  await insertClosing(trx, { id: newUuid(), residentId, walletId: wallet.id, at });
  await insertFreeze(trx, wallet.id, { id: newUuid(), placedBy: 'closing', reason: 'other', placedAt: at });
  await setWalletStatus(deps, walletAccount, 'debit_frozen');
  const open = await findOpenThings(deps, trx, { residentId, account: walletAccount });
  if (open.length > 0) {
    await setWalletStatus(deps, walletAccount, 'open');
    throw new Undo({ code: 'wallet_in_use', open });
  }
  const closing = await findClosingOf(trx, residentId);
  return closing === undefined ? refuse('wallet_changed') : accept(closing);
}

/** Rolls back what a trx has written before it came to a refusal. */
class Undo extends Error {
  readonly refusal: ClosingRefusal;

  constructor(refusal: ClosingRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function undoing(
  work: () => Promise<Result<Closing, ClosingRefusal>>,
): Promise<Result<Closing, ClosingRefusal>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Undo) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
