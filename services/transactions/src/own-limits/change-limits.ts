import { Fault, invariant, type Result } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { AccountClasses } from '../wallets/account-class.ts';
import { breakpointsOf, commandsOfPlan, type LimitPlan } from './limit-plan.ts';
import { ownLimitsAt } from './own-limits.ts';
import {
  lockWalletLimits,
  markApplied,
  updateWalletLimits,
  type WalletLimits,
} from './wallet-limits-store.ts';

export interface ChangeLimitsDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly classes: AccountClasses;
}

/** What of a wallet's limits changes. */
export type LimitChange = Partial<Pick<WalletLimits, 'accountClass' | 'own' | 'changesOn' | 'changes'>>;

/** Looks at limits as they stand, and says what to change, if anything; or why not. */
type Decide<No extends { readonly code: string }> = (
  limits: WalletLimits,
  trx: Trx,
) => Promise<Result<LimitChange | undefined, No>>;

/**
 * Changes the limits of a wallet: writes the change down and then tells the ledger. One change of a wallet is under way
 * at a time, and what an earlier one may not have told the ledger is told first. So nothing that was sent long ago can
 * arrive behind what came after it.
 * @throws Fault, retryable, when the ledger could not be told. What was written down is told later, by the next change or
 * by `applyLimitsLeft`
 */
export async function changeLimits<No extends { readonly code: string }>(
  deps: ChangeLimitsDeps,
  walletId: Uuid,
  decide: Decide<No>,
): Promise<Result<undefined, No>> {
  await applyLimits(deps, walletId);
  const written = await withTrx(deps.database, async (trx) => {
    const limits = await lockApplied(deps, trx, walletId);
    const decided = await decide(limits, trx);
    if (!decided.ok) return decided;
    if (decided.value !== undefined) {
      await updateWalletLimits(trx, nextRevision(deps, limits, decided.value));
    }
    return { ok: true, value: undefined } as const;
  });
  if (written.ok) await applyLimits(deps, walletId);
  return written;
}

/** Tells the ledger of the last change of a wallet's limits, if it may not have heard of it. */
export async function applyLimits(deps: ChangeLimitsDeps, walletId: Uuid): Promise<void> {
  await withTrx(deps.database, async (trx) => {
    await lockApplied(deps, trx, walletId);
  });
}

/** The limits, which the ledger has, and nobody else changes before the end of the trx. */
async function lockApplied(deps: ChangeLimitsDeps, trx: Trx, walletId: Uuid): Promise<WalletLimits> {
  const limits = await lockWalletLimits(trx, walletId);
  invariant(limits !== undefined, 'a wallet has limits');
  const { revision } = limits;
  if (limits.appliedRevision === revision) return limits;
  await tellLedger(deps, limits);
  await markApplied(trx, walletId, revision);
  return { ...limits, appliedRevision: revision };
}

/** One after another: of two versions that begin together the later one counts. */
async function tellLedger({ ledger, classes }: ChangeLimitsDeps, plan: LimitPlan): Promise<void> {
  for (const command of commandsOfPlan(classes, plan)) {
    const outcome = await ledger.submit(command);
    if (outcome.status === 'posted') continue;
    // A closed wallet has no limits any more: nothing moves in it.
    if (outcome.status === 'refused' && outcome.refusal.code === 'account_closed') return;
    throw new Fault('limits_not_applied', "The ledger would not take a wallet's limits.", {
      cause: outcome,
      retryable: false,
    });
  }
}

function nextRevision(
  { clock, classes }: ChangeLimitsDeps,
  limits: WalletLimits,
  change: LimitChange,
): WalletLimits {
  const now = clock.now();
  const revision = limits.revision + 1;
  // A version that began before the last one would never come into force, so time does not go back here.
  const changedAt = laterOf(now, limits.changedAt);
  const ownSince = limits.ownSince ?? (change.own === undefined ? null : revision);
  const own = ownLimitsAt(limits.own, changedAt);
  const next = { ...limits, own, ...change, revision, ownSince, changedAt, rules: classes.fingerprint };
  return { ...next, breakpoints: ownSince === null ? [] : breakpointsOf(classes, next) };
}

function laterOf(one: Date, other: Date): Date {
  return one < other ? other : one;
}
