import { setTimeout as delay } from 'node:timers/promises';
import type { LookingDatabase } from './database.ts';
import { broken, type Finding, ok } from './finding.ts';

/** A standby that takes over asks four times a second; whoever looks in between waits for it. */
const ATTEMPTS = 8;
const ASK_AGAIN_MS = 250;
/** The leader says a word every second, and is replaced after five (services/ledger/src/leadership). */
const SILENT_SECONDS = 6;

interface LeaderRow {
  /** Null when this user may not see what other users do. */
  readonly silent_seconds: number | null;
}

/** Whether a process of the ledger leads each book: without one nothing can be paid. */
export async function lookAtLeaders(database: LookingDatabase, books: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const book of books) findings.push(await lookAtLeader(database, book));
  return findings;
}

async function lookAtLeader(database: LookingDatabase, book: string): Promise<Finding> {
  const name = book.replace(/^book_/, '');
  const facts = { facts: { book: name } };
  const leader = await findLeader(database, book);
  if (leader === undefined) {
    const todo =
      'Start the ledger (services/ledger), or see its log: whatever is sent meanwhile is answered 503, retryable.';
    return broken('ledger_leader', `No process leads book ${name}: nothing can be paid`, todo, facts);
  }
  const silent = leader.silent_seconds ?? 0;
  if (silent > SILENT_SECONDS) {
    const todo =
      'End that process (it hangs or was stopped) and start the ledger anew; a standby would have taken over.';
    return broken('ledger_leader', `Who leads book ${name} was silent for ${silent} s`, todo, facts);
  }
  return ok('ledger_leader', `Book ${name} has its leader`, facts);
}

async function findLeader(database: LookingDatabase, book: string): Promise<LeaderRow | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const [leader] = await database.rows<LeaderRow>(
      // The same lock that the ledger takes (services/ledger/src/leadership/leader-store.ts).
      `select extract(epoch from clock_timestamp() - a.state_change)::int as silent_seconds
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.granted and l.objsubid = 1
         and l.database = (select oid from pg_database where datname = current_database())
         and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended($1, 0)`,
      [`tamsui-book:${book}`],
    );
    if (leader !== undefined || attempt === ATTEMPTS) return leader;
    await delay(ASK_AGAIN_MS);
  }
}
