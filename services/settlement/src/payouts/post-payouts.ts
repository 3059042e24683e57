import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type Outcome, openChartOfAccounts } from '@tamsui/ledger-client';
import type { SettlementDeps } from '../settlement-deps.ts';
import { moveRun } from '../settlement-runs/run-store.ts';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';
import { type HeldPayout, insertHolds } from './held-payout-store.ts';
import { payoutCommand, type UnpostedPayout } from './payout-command.ts';
import { findUnpostedPayouts, insertPayoutEntries, type PostedPayout } from './payout-entry-store.ts';

const PAYOUTS_PER_BATCH = 200;

/**
 * Posts every payout of the run that the book does not have yet; what it has already it answers again. One that it refuses,
 * for example because the merchant would owe more than it may, is held and stops no other.
 */
export async function postPayouts(deps: SettlementDeps, run: SettlementRun): Promise<void> {
  const { database, ledger, clock } = deps;
  await openChartOfAccounts(ledger, run.currency);
  // Each round records what became of its payouts, so the rounds end; a round that cannot throws.
  for (;;) {
    const unposted = await findUnpostedPayouts(database, run.id, PAYOUTS_PER_BATCH);
    if (unposted.length === 0) break;
    const tried = await postBatch(deps, run, unposted);
    await insertPayoutEntries(database, run.id, tried.filter(isPosted));
    await insertHolds(database, run.id, tried.filter(isHeld), clock.now());
  }
  await moveRun(database, run.id, 'calculated', 'posted');
}

type Tried = PostedPayout | HeldPayout;
const isHeld = (tried: Tried): tried is HeldPayout => 'reason' in tried;
const isPosted = (tried: Tried): tried is PostedPayout => !isHeld(tried);

function postBatch(
  { ledger }: SettlementDeps,
  run: SettlementRun,
  unposted: readonly UnpostedPayout[],
): Promise<Tried[]> {
  return Promise.all(
    unposted.map(async (payout) => triedBy(payout.id, await ledger.submit(payoutCommand(run, payout)))),
  );
}

function triedBy(payout: Uuid, outcome: Outcome): Tried {
  if (outcome.status === 'posted')
    return { payout, entry: outcome.id, position: outcome.position, at: outcome.at };
  if (outcome.status === 'refused') return { payout, reason: outcome.refusal.code };
  throw new Fault('payout_not_posted', `The payout ${payout} is not posted: another command has its id.`, {
    cause: outcome,
    retryable: false,
  });
}
