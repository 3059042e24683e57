import type { Uuid } from '@tamsui/ids';
import type { Position } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import type { UnpostedPayout } from './payout-command.ts';

/** A payout with the entry that the book made of it. */
export interface PostedPayout {
  readonly payout: Uuid;
  readonly entry: Uuid;
  readonly position: Position;
  readonly at: Date;
}

/**
 * Payouts that move money and that this run has neither posted nor held yet: its own, and those of earlier runs that it
 * took over. One without fee and payout moves none.
 */
export async function findUnpostedPayouts(
  database: Database,
  run: Uuid,
  limit: number,
): Promise<UnpostedPayout[]> {
  const { rows } = await database.raw<{ rows: UnpostedPayout[] }>(
    `select payout.id, payout.payable_account as "payableAccount", payout.fee_minor as "feeMinor",
       payout.payout_minor as "payoutMinor", payout.run as "ownRun", own.business_date::text as "businessDate"
     from settlement.payouts payout
     join settlement.runs own on own.id = payout.run
     where (payout.run = :run or payout.id in (select payout from settlement.payout_retries where run = :run))
       and (payout.fee_minor <> 0 or payout.payout_minor <> 0)
       and not exists (select from settlement.payout_entries posted where posted.payout = payout.id)
       and not exists (select from settlement.payout_holds held where held.payout = payout.id and held.run = :run)
     order by payout.merchant, payout.id limit :limit`,
    { run, limit },
  );
  return rows;
}

/** Another process may have recorded the same entries, in whichever unique index the two meet; they are the same. */
export async function insertPayoutEntries(
  database: Database,
  run: Uuid,
  posted: readonly PostedPayout[],
): Promise<void> {
  await database.raw(
    `insert into settlement.payout_entries (payout, run, entry, batch, entry_index, posted_at)
     select posted.payout, :run, posted.entry, posted.batch, posted.entry_index, posted.posted_at
     from unnest(:payouts::uuid[], :entries::uuid[], :batches::bigint[], :indexes::integer[],
       :instants::timestamptz[]) as posted (payout, entry, batch, entry_index, posted_at)
     on conflict do nothing`,
    {
      run,
      payouts: posted.map(({ payout }) => payout),
      entries: posted.map(({ entry }) => entry),
      batches: posted.map(({ position }) => position.batch),
      indexes: posted.map(({ position }) => position.index),
      instants: posted.map(({ at }) => at),
    },
  );
}
