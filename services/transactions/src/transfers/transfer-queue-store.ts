import type { Database } from '@tamsui/platform/database';
import type { Transfer } from './transfer.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferOf } from './transfer-store.ts';

/** Waits 2, 4, 8 … seconds between two tries of the same transfer, at most five minutes. */
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 300;
const MAX_DOUBLINGS = 10;

/**
 * Takes the transfers that are due, each for a while: the time of its next try is moved on in the same statement. So
 * several processes share the work, and what a process that died had taken is due again by itself. What is taken can
 * be cancelled no more.
 */
export async function claimDueTransfers(
  database: Database,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<Transfer[]> {
  const { rows } = await database.raw<{ rows: TransferRow[] }>(
    `update transactions.transfers
        set status = 'sending',
            attempts = attempts + 1,
            next_attempt_at = cast(:now as timestamptz) + interval '1 second'
              * least(:firstWait * power(2, least(attempts, :maxDoublings)), :longestWait)
      where id in (
        select id from transactions.transfers
         where status in ('scheduled', 'sending') and next_attempt_at <= :now
         order by next_attempt_at
         limit :limit
         for update skip locked
      )
      returning ${TRANSFER_COLUMNS}`,
    {
      now,
      limit,
      firstWait: FIRST_WAIT_SECONDS,
      maxDoublings: MAX_DOUBLINGS,
      longestWait: LONGEST_WAIT_SECONDS,
    },
  );
  return rows.map(transferOf);
}
