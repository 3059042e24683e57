import { Fault } from '@tamsui/errors';
import type { JournalEnd } from '../journal/journal-store.ts';
import { type Head, headBytes } from './head.ts';
import type { HeadStore } from './head-store.ts';
import type { HeadsFile } from './heads-file.ts';
import type { SigningKey } from './signing-key.ts';

/** Somebody must look: a journal, or the heads themselves, are not what was signed. No retry mends it. */
export function contradiction(code: string, message: string): Fault {
  return new Fault(code, message, { retryable: false });
}

/** @throws Fault `journal_contradicts_head` when the journal has lost or changed the batch that the last head names */
export function checkJournal(head: Head, end: JournalEnd): void {
  if (end.hashOfAsked?.equals(head.batchHash)) return;
  const what =
    end.hashOfAsked === null
      ? `is gone; the journal of ${head.book} ends with batch ${end.number}`
      : 'has another hash now';
  throw contradiction(
    'journal_contradicts_head',
    `Batch ${head.batch}, signed at ${head.signedAt.toISOString()}, ${what}.`,
  );
}

/** @throws Fault `key_changed` when our key is not the one that signed the last head */
export function checkKey(head: Head, key: SigningKey): void {
  if (key.hasSigned(headBytes(head), head.signature)) return;
  throw contradiction('key_changed', `The head of batch ${head.batch} was signed with another key.`);
}

/**
 * Compares the two places that hold the heads. The database may be ahead, after a crash between the two.
 * @throws Fault `heads_differ` when the file holds a head that the database does not: a restored backup, for example
 */
export async function checkFile(file: HeadsFile, book: string, heads: HeadStore): Promise<void> {
  const filed = file.last(book);
  if (filed === undefined) return;
  const stored = await heads.at(filed.batch);
  if (stored?.hash.equals(filed.hash)) return;
  throw contradiction(
    'heads_differ',
    `The file holds a head of ${book} at batch ${filed.batch} that the database does not.`,
  );
}
