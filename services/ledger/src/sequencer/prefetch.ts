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
  const needs = needsOf(state, commands);
  const [accounts, entries, spenders] = await Promise.all([
    needs.accounts.length === 0 ? [] : journal.loadAccounts(needs.accounts, date),
    needs.entries.length === 0 ? [] : journal.loadEntries(needs.entries),
    needs.once.length === 0 ? [] : journal.loadSpenders(needs.once),
  ]);
  for (const account of accounts) rememberAccount(state, account);
  for (const entry of entries) rememberEntry(state, entry);
  for (const entry of spenders) rememberEntry(state, entry);
}
