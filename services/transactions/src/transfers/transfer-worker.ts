import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import { deletePayeeLookups } from './payee-store.ts';
import { abandonTransfer, type SendTransferDeps, sendTransfer } from './send-transfer.ts';
import type { Transfer } from './transfer.ts';
import { claimDueTransfers } from './transfer-queue-store.ts';

export interface TransferWorkerDeps extends SendTransferDeps {
  readonly logger: Logger;
}

/** Transfers looked at together. */
const MAX_CLAIMED = 50;
/** Payee tokens forgotten at a time, and how long after they expired. */
const MAX_FORGOTTEN = 1_000;
const FORGET_AFTER_MS = 60 * 60_000;

/**
 * One round over the transfers that are due: sends those that were scheduled, late if nobody was there to do it in
 * time, and settles those that a process left behind in the middle.
 */
export async function workOnTransfers(deps: TransferWorkerDeps): Promise<StepResult> {
  const { database, clock, logger } = deps;
  const now = clock.now();
  const due = await claimDueTransfers(database, { now, limit: MAX_CLAIMED });
  const tries = await Promise.allSettled(due.map((transfer) => work(deps, transfer)));
  for (const [index, attempt] of tries.entries()) {
    // One that cannot be worked on must not keep the others waiting; its own next try is later.
    if (attempt.status === 'rejected')
      logger.warn({ err: attempt.reason as unknown, transfer: due[index]?.id }, 'transfer waits');
  }
  const expiredBefore = new Date(now.getTime() - FORGET_AFTER_MS);
  const forgotten = await deletePayeeLookups(database, { expiredBefore, limit: MAX_FORGOTTEN });
  return due.length === MAX_CLAIMED || forgotten === MAX_FORGOTTEN ? 'more' : 'idle';
}

function work(deps: TransferWorkerDeps, transfer: Transfer): Promise<Transfer> {
  return transfer.sendAt === null ? abandonTransfer(deps, transfer) : sendTransfer(deps, transfer);
}
