import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { deleteOldDeliveries, deleteOldKeys } from './delivery-log-store.ts';

/** The log goes back so far. Longer than any delivery can take, even if each wait is made a day by the receiver. */
const KEEP_MS = 30 * 24 * 60 * 60_000;
const MAX_REMOVED = 1_000;

/** Forgets old deliveries and what receivers answered, and removes keys that have stopped signing. */
export async function pruneLog({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<StepResult> {
  const now = clock.now();
  await deleteOldKeys(database, now);
  const before = new Date(now.getTime() - KEEP_MS);
  const removed = await deleteOldDeliveries(database, { before, limit: MAX_REMOVED });
  return removed === MAX_REMOVED ? 'more' : 'idle';
}
