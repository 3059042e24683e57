import type { StepResult } from '../background-loop.ts';
import type { Vault } from '../personal-data/vault.ts';
import type { Bank, DirectDebit } from './bank.ts';
import { failTopUp } from './fail-top-up.ts';
import { type BankNewsDeps, creditTopUp, hearBankNews } from './hear-bank-news.ts';
import { debtorAccountPlace, type TopUp } from './top-up.ts';
import { claimDueTopUps } from './top-up-queue-store.ts';
import { findTopUp, markPending } from './top-up-store.ts';

export interface TopUpWorkerDeps extends BankNewsDeps {
  readonly bank: Bank;
  readonly vault: Vault;
}

/** Top-ups looked at together. */
const MAX_CLAIMED = 20;
/** The bank tells by itself, mostly within seconds. If it has not after this, it is asked. */
const SILENCE_MS = 10_000;
/** Nobody can know the account any more, so no bank can be asked. */
/** The bank is told the account, so its holder is told that. */
const ORDERING = { reader: 'service', name: 'top-ups', purpose: 'direct_debit' } as const;
const ERASED = { status: 'refused', failureCode: 'no_bank_account' } as const;

/**
 * One round over the top-ups that are due: orders what the bank has not heard of, asks about what it has been silent
 * on, credits what it confirmed. So a message that got lost, or a process that died, heals by itself.
 */
export async function workOnTopUps(deps: TopUpWorkerDeps): Promise<StepResult> {
  const ids = await claimDueTopUps(deps.database, { now: deps.clock.now(), limit: MAX_CLAIMED });
  const looks = await Promise.allSettled(ids.map((id) => lookAtTopUp(deps, id)));
  for (const [index, look] of looks.entries()) {
    // One that cannot be worked on must not keep the others waiting; its own next look is later.
    if (look.status === 'rejected')
      deps.logger.warn({ err: look.reason as unknown, topUp: ids[index] }, 'top-up waits');
  }
  return ids.length === MAX_CLAIMED ? 'more' : 'idle';
}

/** Does what is next for one top-up; again is no change. @throws Fault when the bank cannot be understood */
export async function lookAtTopUp(deps: TopUpWorkerDeps, id: string): Promise<void> {
  const topUp = await findTopUp(deps.database, id);
  if (topUp?.status === 'requested') await order(deps, topUp);
  else if (topUp?.status === 'pending') await hearDebit(deps, topUp, await deps.bank.ask(topUp.reference));
  else if (topUp?.status === 'confirmed') await creditTopUp(deps, topUp);
}

async function order(deps: TopUpWorkerDeps, topUp: TopUp): Promise<void> {
  const { database, clock, bank, vault } = deps;
  const place = debtorAccountPlace(topUp.id);
  await vault.note(topUp.residentId, ['top_up_account'], ORDERING);
  const debtorAccount = await vault.unseal(topUp.residentId, place, topUp.sealedDebtorAccount);
  const answer = debtorAccount === undefined ? ERASED : await bank.order(topUp, debtorAccount);
  if (answer.status === 'refused') {
    deps.logger.warn({ topUp: topUp.reference, failure: answer.failureCode }, 'the bank refused a top-up');
    await failTopUp(deps, topUp, answer.failureCode);
    return;
  }
  await markPending(database, topUp.id, new Date(clock.now().getTime() + SILENCE_MS));
  await hearDebit(deps, topUp, answer.debit);
}

async function hearDebit(deps: TopUpWorkerDeps, { reference }: TopUp, debit: DirectDebit): Promise<void> {
  const { status } = debit;
  if (status === 'pending') return;
  // The reference is the one we asked with, whatever the answer says.
  await hearBankNews(deps, {
    debit: { ...debit, reference, status },
    source: `asked:${reference}:${status}`,
  });
}
