import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { MerchantPrincipal } from '../auth/principal.ts';
import { declineAttempt } from './pay-shop-code.ts';
import type { ShopCode, ShopCodeState } from './shop-code.ts';
import {
  type Attempt,
  closeShopCode,
  decideAttempt,
  findShopCode,
  type StoredShopCode,
  undecidedAttempts,
} from './shop-code-store.ts';

export interface FindShopCodeDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
}

/** The ledger client gives an answer up after ten seconds; whoever began longer ago has lost it. */
const ATTEMPT_LOST_AFTER_MS = 15_000;
/** More than these at once wait for the next time somebody asks. */
const MAX_ATTEMPTS_AT_ONCE = 100;

/**
 * What became of a merchant's code; undefined when the merchant has no such code. A till that hears `expired` may
 * offer another way to pay: every payment of the code that had begun was decided as a no in the ledger first.
 */
export async function findShopCodeState(
  deps: FindShopCodeDeps,
  merchant: MerchantPrincipal,
  id: Uuid,
): Promise<{ readonly code: ShopCode; readonly state: ShopCodeState } | undefined> {
  const code = await findShopCode(deps.database, id);
  if (code?.merchantId !== merchant.merchantId) return undefined;
  return { code, state: await stateOf(deps, code) };
}

async function stateOf(deps: FindShopCodeDeps, code: StoredShopCode): Promise<ShopCodeState> {
  if (code.paidBy !== null) return paid(code.paidBy);
  const now = deps.clock.now();
  const isOver = now >= code.expiresAt;
  if (isOver) await closeShopCode(deps.database, code.id, now);
  const lostBefore = new Date(now.getTime() - ATTEMPT_LOST_AFTER_MS);
  const attempts = await undecidedAttempts(deps.database, {
    shopCodeId: code.id,
    startedBefore: isOver ? null : lostBefore,
    limit: MAX_ATTEMPTS_AT_ONCE,
  });
  const payments = await Promise.all(attempts.map((attempt) => settle(deps, code, attempt, isOver)));
  const paidBy = payments.find((payment) => payment !== undefined);
  if (paidBy !== undefined) return paid(paidBy);
  if (!isOver || attempts.length === MAX_ATTEMPTS_AT_ONCE) return { status: 'open' };
  return paidMeanwhile(deps, code);
}

/** Somebody's answer may have arrived between the first look and the closing. */
async function paidMeanwhile({ database }: FindShopCodeDeps, { id }: StoredShopCode): Promise<ShopCodeState> {
  const code = await findShopCode(database, id);
  return code === undefined || code.paidBy === null ? { status: 'expired' } : paid(code.paidBy);
}

/** Finds out what became of an attempt: of a code that is over by deciding it. @returns the payment, if it was one */
async function settle(
  deps: FindShopCodeDeps,
  code: StoredShopCode,
  attempt: Attempt,
  isOver: boolean,
): Promise<Uuid | undefined> {
  const outcome = isOver ? await declineAttempt(deps.ledger, code, attempt) : await lookUp(deps, attempt);
  if (outcome === undefined) return undefined;
  await decideAttempt(deps.database, attempt.paymentId, outcome);
  return outcome === 'posted' ? attempt.paymentId : undefined;
}

async function lookUp(
  { ledger }: FindShopCodeDeps,
  { paymentId, shopCodeId }: Attempt,
): Promise<'posted' | 'refused' | undefined> {
  const entry = await ledger.entry(paymentId);
  if (entry === undefined) return undefined;
  return entry.posted && entry.once === shopCodeId ? 'posted' : 'refused';
}

function paid(paymentId: Uuid): ShopCodeState {
  return { status: 'paid', paymentId };
}
