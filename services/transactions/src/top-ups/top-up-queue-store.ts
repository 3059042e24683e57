import type { Database } from '@tamsui/platform/database';

/** Waits 2, 4, 8 … seconds between two looks at the same top-up, at most five minutes. */
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 300;
const MAX_DOUBLINGS = 10;

/**
 * Takes the top-ups that are due, each for a while: the time of its next look is moved on in the same statement. So
 * several processes share the work, no lock is held while a bank is asked, and what a process that died had taken
 * is due again by itself.
 */
export async function claimDueTopUps(
  database: Database,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<string[]> {
  const { rows } = await database.raw<{ rows: { id: string }[] }>(
    `update transactions.top_ups
        set attempts = attempts + 1,
            next_attempt_at = cast(:now as timestamptz) + interval '1 second'
              * least(:firstWait * power(2, least(attempts, :maxDoublings)), :longestWait)
      where id in (
        select id from transactions.top_ups
         where status in ('requested', 'pending', 'confirmed') and next_attempt_at <= :now
         order by next_attempt_at
         limit :limit
         for update skip locked
      )
      returning id`,
    {
      now,
      limit,
      firstWait: FIRST_WAIT_SECONDS,
      maxDoublings: MAX_DOUBLINGS,
      longestWait: LONGEST_WAIT_SECONDS,
    },
  );
  return rows.map(({ id }) => id);
}
