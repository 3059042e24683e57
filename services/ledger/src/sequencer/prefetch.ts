import { type BookState, type Command, needsOf, rememberAccount, rememberEntry } from '@tamsui/book';
import type { JournalStore } from '../journal/journal-store.ts';

/**
 * Loads what the commands refer to and memory does not hold. It reads only what is committed, which is enough: whatever
 * a batch under way has touched is in memory, and memory wins.
 */
export async function prefetch(
  state: BookState,
  commands: readonly Command[],
  { journal, date }: { readonly journal: JournalStore; readonly date: string },
): Promise<void> {
  const { accounts: ids, entries: entryIds, once } = needsOf(state, commands);
  const [accounts, entries] = await Promise.all([
    ids.length === 0 ? [] : journal.loadAccounts(ids, date),
    entryIds.length + once.length === 0 ? [] : journal.loadEntries({ ids: entryIds, once }),
  ]);
  for (const account of accounts) rememberAccount(state, account);
  for (const entry of entries) rememberEntry(state, entry);
}
