import { isNotAllowed, isNotThere, type LookingDatabase } from './database.ts';
import { broken, type Finding, ok, skipped } from './finding.ts';

const CHECK = 'feed';
/** Lists follow the journal within a second or two. */
const LATE_SECONDS = 60;
/** The API reads the feed of this book. */
const BOOK = 'book_main';

interface FeedRow {
  readonly name: string;
  readonly batch: string;
  /** How long the oldest entry waits that was not read; null when all were. */
  readonly waiting_seconds: number | null;
}

/** Whether lists, events and statements follow the journal. */
export async function lookAtFeed(database: LookingDatabase): Promise<Finding> {
  try {
    return judgeFeeds(
      await database.rows<FeedRow>(
        `select p.name, p.batch::text, extract(epoch from clock_timestamp() - (
           select min(b.at) from ${BOOK}.batches b where b.number > p.batch and b.entry_count > 0
         ))::int as waiting_seconds
         from (
           select name, batch from transactions.feed_positions union all select 'events', batch from transactions.event_head
         ) p order by p.name`,
      ),
    );
  } catch (error) {
    if (isNotThere(error)) return skipped(CHECK, 'The tables are not there', 'See "migrations".');
    if (isNotAllowed(error)) {
      const todo = 'Give DATABASE_URL of the user who owns the schemas.';
      return skipped(CHECK, 'This user may not read how far the journal was read', todo);
    }
    throw error;
  }
}

/** Exported for a test: a reader that stands still for a minute takes a minute. */
export function judgeFeeds(feeds: readonly FeedRow[]): Finding {
  const late = feeds.filter(({ waiting_seconds: waiting }) => (waiting ?? 0) > LATE_SECONDS);
  const facts = { facts: { readers: feeds } };
  if (late.length === 0) return ok(CHECK, 'Lists and events follow the journal', facts);
  const names = late.map(({ name, waiting_seconds: waiting }) => `${name} (${waiting} s)`).join(', ');
  const todo = 'See the log of transactions for ERROR: money is safe, but lists and events show what was.';
  return broken(CHECK, `Behind the journal: ${names}`, todo, facts);
}

/** When the first batch after this one was written; undefined when nothing was, or when we may not look. */
export async function firstBatchAfter(
  database: LookingDatabase,
  book: string,
  batch: bigint,
): Promise<Date | undefined> {
  try {
    const table = `"${book.replaceAll('"', '""')}".batches`;
    const sql = `select min(at) as at from ${table} where number > $1`;
    const [row] = await database.rows<{ at: Date | null }>(sql, [String(batch)]);
    return row?.at ?? undefined;
  } catch (error) {
    if (isNotThere(error) || isNotAllowed(error)) return undefined;
    throw error;
  }
}
