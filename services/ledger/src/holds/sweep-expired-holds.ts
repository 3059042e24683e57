import type { Command } from '@tamsui/book';
import { commandId, fingerprintOf } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Book } from '../books/book.ts';
import { type ExpiredHold, findExpiredHolds } from './expired-hold-store.ts';

/** Holds released in one go; the rest waits for the next. */
const MAX_HOLDS_A_SWEEP = 500;

/**
 * Makes a sweep that releases what is left of expired holds, so that the journal says so too. The book itself has not
 * counted them since the instant they expired; nothing depends on when the sweep comes. It answers how many it
 * released.
 */
export function createHoldSweep(book: Book, database: Database): () => Promise<number> {
  // A hold expires after it was made, so what has expired before a complete sweep never needs another look.
  let sweptUpTo = new Date(0);
  return async () => {
    if (!book.writer.isLeading()) return 0;
    const { schema, now } = book.moment();
    const span = { after: sweptUpTo, upTo: now, limit: MAX_HOLDS_A_SWEEP };
    const expired = await findExpiredHolds(database, schema, span);
    if (expired.length > 0) await book.writer.submit(expired.map(releaseOf));
    if (expired.length < MAX_HOLDS_A_SWEEP) sweptUpTo = now;
    return expired.length;
  };
}

/** The id comes from the hold, so that two sweeps release it once. */
function releaseOf({ id, account }: ExpiredHold): Command {
  const asked = { account, hold: id, amountMinor: null, reference: { reason: 'expired' } };
  const command = {
    id: commandId(['ledger', 'release-expired-hold'], id),
    fingerprint: fingerprintOf(asked),
  };
  return { kind: 'release_hold', ...command, ...asked };
}
