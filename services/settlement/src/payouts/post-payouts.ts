import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type Outcome, openChartOfAccounts } from '@tamsui/ledger-client';
import type { SettlementDeps } from '../settlement-deps.ts';
import { moveRun } from '../settlement-runs/run-store.ts';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';
import { payoutCommand, type UnpostedPayout } from './payout-command.ts';
import { findUnpostedPayouts, insertPayoutEntries, type PostedPayout } from './payout-entry-store.ts';

const PAYOUTS_PER_BATCH = 200;

/** Posts every payout of the run that the book does not have yet; what it has already it answers again. */
export async function postPayouts(deps: SettlementDeps, run: SettlementRun): Promise<void> {
  const { database, ledger } = deps;
  await openChartOfAccounts(ledger, run.currency);
  // Each round records what it posted, so the rounds end; a round that cannot throws.
  for (;;) {
    const unposted = await findUnpostedPayouts(database, run.id, PAYOUTS_PER_BATCH);
    if (unposted.length === 0) break;
    await insertPayoutEntries(database, await postBatch(deps, run, unposted));
  }
  await moveRun(database, run.id, 'calculated', 'posted');
}

function postBatch(
  { ledger }: SettlementDeps,
  run: SettlementRun,
  unposted: readonly UnpostedPayout[],
): Promise<PostedPayout[]> {
  return Promise.all(
    unposted.map(async (payout) => postedBy(payout.id, await ledger.submit(payoutCommand(run, payout)))),
  );
}

function postedBy(payout: Uuid, outcome: Outcome): PostedPayout {
  if (outcome.status === 'posted')
    return { payout, entry: outcome.id, position: outcome.position, at: outcome.at };
  const why = outcome.status === 'refused' ? outcome.refusal.code : 'another command has its id';
  throw new Fault('payout_not_posted', `The book would not post the payout ${payout}: ${why}.`, {
    cause: outcome,
    retryable: false,
  });
}
