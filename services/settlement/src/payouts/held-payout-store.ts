import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';

/**
 * Gives the payouts that earlier runs hold to this run, to try them again. One that another run is still trying stays with
 * that one, so that the book is never asked by two at a time.
 * @param limit how many more transfers the run's file has room for
 */
export async function takeOverHeldPayouts(
  trx: Trx,
  run: { readonly id: Uuid; readonly book: string; readonly businessDate: string },
  limit: number,
): Promise<void> {
  await trx.raw(
    `insert into settlement.payout_retries (payout, run)
     select payout.id, :run from settlement.payouts payout
     join settlement.runs own on own.id = payout.run
     where own.book = :book and own.business_date < :date
       and exists (select from settlement.payout_holds held where held.payout = payout.id and held.run = payout.run)
       and not exists (select from settlement.payout_entries posted where posted.payout = payout.id)
       and not exists (
         select from settlement.payout_retries retry where retry.payout = payout.id and not exists (
           select from settlement.payout_holds held where held.payout = retry.payout and held.run = retry.run))
     order by own.business_date, payout.merchant limit :limit
     on conflict do nothing`,
    { run: run.id, book: run.book, date: run.businessDate, limit },
  );
}

/** A payout that the book refused, with the code of its reason. */
export interface HeldPayout {
  readonly payout: Uuid;
  readonly reason: string;
}

/** The book remembers a refusal, so another process that asked the same was told the same. */
export async function insertHolds(
  database: Database,
  run: Uuid,
  held: readonly HeldPayout[],
  heldAt: Date,
): Promise<void> {
  await database.raw(
    `insert into settlement.payout_holds (payout, run, reason, held_at)
     select held.payout, :run, held.reason, :heldAt::timestamptz
     from unnest(:payouts::uuid[], :reasons::text[]) as held (payout, reason)
     on conflict do nothing`,
    {
      run,
      heldAt,
      payouts: held.map(({ payout }) => payout),
      reasons: held.map(({ reason }) => reason),
    },
  );
}
