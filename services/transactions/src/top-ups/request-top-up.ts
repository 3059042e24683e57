import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode, MoneyWire } from '@tamsui/money';
import { withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { isClosing } from '../data-rights/closing-store.ts';
import { moneyWire } from '../http/money-fields.ts';
import type { Vault } from '../personal-data/vault.ts';
import { type BalanceRoomDeps, balanceRoom } from '../wallets/balance-room.ts';
import { debtorAccountPlace, type TopUp, topUpIdOf, topUpReference } from './top-up.ts';
import { findTopUp, insertTopUp, lockToTopUp, sumUnfinished } from './top-up-store.ts';

export interface RequestTopUpDeps extends BalanceRoomDeps {
  readonly vault: Vault;
  /** Our account at the bank for residents' money. */
  readonly safeguardedBankAccount: string;
  /** Tells the worker that there is something to do. */
  readonly onRequested: () => void;
}

export interface TopUpRequest {
  readonly resident: ResidentPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

type Requested = { readonly topUp: TopUp; readonly replayed: boolean };
export type TopUpRefusal =
  | { readonly code: 'idempotency_key_reused' | 'no_bank_account' | 'wallet_closed' }
  | {
      readonly code: 'limit_exceeded';
      readonly limit: 'balance';
      readonly cap: MoneyWire;
      readonly left: MoneyWire;
    };

/** Writes down that a resident wants money from the bank. The worker does the rest, so a bank that is away is no hurry. */
export async function requestTopUp(
  deps: RequestTopUpDeps,
  asked: TopUpRequest,
): Promise<Result<Requested, TopUpRefusal>> {
  const { database, clock, safeguardedBankAccount, onRequested } = deps;
  const { resident, idempotencyKey, ...order } = asked;
  const { residentId, walletAccount } = resident;
  const id = topUpIdOf(residentId, idempotencyKey);
  const earlier = await findTopUp(database, id);
  if (earlier !== undefined) return replayOf(earlier, asked);

  const fits = await judgeRoom(deps, resident, asked.amountMinor);
  if (!fits.ok) return fits;
  const sealedDebtorAccount = await sealBankAccount(deps.vault, residentId, id);
  if (sealedDebtorAccount === undefined) return refuse('no_bank_account');
  const who = { id, residentId, walletAccount, reference: topUpReference(id) };
  const accounts = { sealedDebtorAccount, creditorAccount: safeguardedBankAccount };
  const state = { status: 'requested', failureCode: null, createdAt: clock.now() } as const;
  const topUp = { ...order, ...who, ...accounts, ...state };
  const inserted = await withTrx(database, async (trx) => {
    // Whoever closes the wallet waits for this, and then waits for the top-up: its money must not arrive nowhere.
    await lockToTopUp(trx, walletAccount);
    return (await isClosing(trx, walletAccount)) ? 'closing' : insertTopUp(trx, topUp);
  });
  if (inserted === 'closing') return refuse('wallet_closed');
  if (inserted) {
    onRequested();
    return accept({ topUp, replayed: false });
  }
  // A request with the same key was written meanwhile.
  return replayOf(await findTopUp(database, id), asked);
}

function replayOf(earlier: TopUp | undefined, asked: TopUpRequest): Result<Requested, TopUpRefusal> {
  return earlier?.fingerprint === asked.fingerprint
    ? accept({ topUp: earlier, replayed: true })
    : refuse('idempotency_key_reused');
}

/** What is asked for has to fit beside what is on its way: money that the bank has taken cannot be turned away. */
async function judgeRoom(
  deps: BalanceRoomDeps,
  { walletAccount, currency }: ResidentPrincipal,
  amountMinor: bigint,
): Promise<Result<undefined, TopUpRefusal>> {
  const room = await balanceRoom(deps, walletAccount);
  if (room === undefined) return accept(undefined);
  const leftMinor = room.leftMinor - (await sumUnfinished(deps.database, walletAccount));
  if (amountMinor <= leftMinor) return accept(undefined);
  const left = moneyWire(leftMinor < 0n ? 0n : leftMinor, currency);
  return refuse('limit_exceeded', { limit: 'balance', cap: moneyWire(room.capMinor, currency), left });
}

/** The account as it is now; a later change of it does not touch this top-up. */
async function sealBankAccount(vault: Vault, residentId: Uuid, topUp: Uuid): Promise<Buffer | undefined> {
  const account = await vault.read(residentId, 'bank_account', 'own');
  return account === undefined ? undefined : vault.seal(residentId, debtorAccountPlace(topUp), account);
}
