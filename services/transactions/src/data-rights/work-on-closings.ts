import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { findFreezes, lockWallet } from '../freezes/freeze-store.ts';
import { releaseCommand } from '../payments/staged-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { type Closing, MAX_ROUNDS } from './closing.ts';
import { listPayouts } from './closing-payout-store.ts';
import { claimDueClosings, findClosing, finishClosing, liftClosingFreeze } from './closing-store.ts';
import type { ClosingWorkerDeps } from './closing-worker-deps.ts';
import { findExpiredHolds, findOpenThings } from './open-things.ts';
import { answerPayout, fixPayout, postPayout } from './pay-out-rest.ts';
import { trySetWalletStatus } from './wallet-status.ts';

/** Closings looked at together. */
const MAX_CLAIMED = 20;
/** Fixing, posting, paying, closing: a closing that needs more steps than this is looked at again later. */
const MAX_STEPS = 4 * MAX_ROUNDS;

/** One round over the closings that are due. What a process that died left in the middle goes on from where it was. */
export async function workOnClosings(deps: ClosingWorkerDeps): Promise<StepResult> {
  const ids = await claimDueClosings(deps.database, deps.clock.now(), MAX_CLAIMED);
  const works = await Promise.allSettled(ids.map((id) => workOn(deps, id)));
  for (const [index, work] of works.entries()) {
    if (work.status === 'rejected')
      deps.logger.warn({ err: work.reason as unknown, closing: ids[index] }, 'the closing of a wallet waits');
  }
  return ids.length === MAX_CLAIMED ? 'more' : 'idle';
}

async function workOn(deps: ClosingWorkerDeps, id: Uuid): Promise<void> {
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const closing = await findClosing(deps.database, id);
    invariant(closing !== undefined, 'a closing that was claimed is there');
    if (closing.state !== 'paying_out' || !(await advance(deps, closing))) return;
  }
}

/** Takes the next step. @returns false when it has to wait for something */
async function advance(deps: ClosingWorkerDeps, closing: Closing): Promise<boolean> {
  const last = (await listPayouts(deps.database, closing.id)).at(-1);
  if (last?.state === 'fixed') return postPayout(deps, closing, last);
  if (last?.state === 'posted') return answerPayout(deps, closing, last);
  const account = await deps.ledger.account(closing.walletAccount);
  invariant(account !== undefined, 'a wallet has an account in the ledger');
  if (account.balanceMinor === 0n) return close(deps, closing);
  if ((last?.round ?? 0) < MAX_ROUNDS)
    return fixPayout(deps, closing, { round: (last?.round ?? 0) + 1, amountMinor: account.balanceMinor });
  throw new Fault('wallet_never_empty', 'Money keeps arriving in a wallet that is being closed.', {
    retryable: false,
  });
}

/** The ledger closes an account for ever, and only an empty one, so money that has just arrived is paid out first. */
async function close(deps: ClosingWorkerDeps, closing: Closing): Promise<boolean> {
  const { database, clock } = deps;
  return withTrx(database, async (trx) => {
    const wallet = await lockWallet(trx, closing.residentId);
    invariant(wallet !== undefined, 'a closing has a wallet');
    if ((await findFreezes(trx, wallet.id)).some(({ placedBy }) => placedBy === 'operator')) return false;
    const whose = { residentId: closing.residentId, account: closing.walletAccount };
    if ((await findOpenThings(deps, trx, whose)).some(({ thing }) => thing === 'top_ups')) return false;
    const outcome = await trySetWalletStatus(deps, closing.walletAccount, 'closed');
    if (outcome.status === 'refused' && outcome.refusal.code === 'account_has_holds') {
      await releaseExpired(deps, closing);
      return false;
    }
    if (outcome.status === 'refused' && outcome.refusal.code !== 'account_closed') return true;
    await liftClosingFreeze(trx, wallet.id, clock.now());
    await finishClosing(trx, closing.id, { state: 'closed', bankReason: null, at: clock.now() });
    return true;
  });
}

/** Nobody else releases what has expired: it takes nothing from the balance, and only keeps the account from closing. */
async function releaseExpired(deps: ClosingWorkerDeps, { walletAccount }: Closing): Promise<void> {
  const { database, ledger, clock } = deps;
  for (const id of await findExpiredHolds(database, walletAccount, clock.now())) {
    const staged = await findStaged(database, id);
    if (staged === undefined || staged.payer === null) continue;
    // What is finished already is refused, and that is as good.
    await ledger.submit(releaseCommand({ ...staged, payer: staged.payer }, 'closing'));
  }
}
