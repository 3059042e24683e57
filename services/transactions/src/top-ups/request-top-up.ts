import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { findBankAccount } from '../residents/resident-store.ts';
import { type TopUp, topUpIdOf, topUpReference } from './top-up.ts';
import { findTopUp, insertTopUp } from './top-up-store.ts';

export interface RequestTopUpDeps {
  readonly database: Database;
  readonly clock: Clock;
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
type Refused = { readonly code: 'idempotency_key_reused' };

/** Writes down that a resident wants money from the bank. The worker does the rest, so a bank that is away is no hurry. */
export async function requestTopUp(
  deps: RequestTopUpDeps,
  asked: TopUpRequest,
): Promise<Result<Requested, Refused>> {
  const { database, clock, safeguardedBankAccount, onRequested } = deps;
  const { resident, ...order } = asked;
  const { residentId, walletAccount } = resident;
  const debtorAccount = await findBankAccount(database, residentId);
  invariant(debtorAccount !== undefined, 'a resident with a token has a row');
  const id = topUpIdOf(residentId, asked.idempotencyKey);
  const who = { id, residentId, walletAccount, reference: topUpReference(id) };
  const accounts = { debtorAccount, creditorAccount: safeguardedBankAccount };
  const state = { status: 'requested', failureCode: null, createdAt: clock.now() } as const;
  const topUp = { ...order, ...who, ...accounts, ...state };
  if (await insertTopUp(database, topUp)) {
    onRequested();
    return accept({ topUp, replayed: false });
  }
  const earlier = await findTopUp(database, id);
  return earlier?.fingerprint === asked.fingerprint
    ? accept({ topUp: earlier, replayed: true })
    : refuse('idempotency_key_reused');
}
