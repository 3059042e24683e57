import type { Account, BookState, MemoryLimits, RememberedEntry } from '@tamsui/book';
import { createBookState } from '@tamsui/book';
import type { Checkpoints } from './checkpoints.ts';
import type { Journal } from './journal.ts';

/** What the journal store of the service reads, from the simulated journal: always as of the last commit. */
export interface CommittedReads {
  state(epoch: number, limits: MemoryLimits): BookState;
  accounts(ids: readonly string[]): Account[];
  entries(ids: readonly string[]): RememberedEntry[];
  spenders(once: readonly string[]): RememberedEntry[];
}

export function createCommittedReads(journal: Journal, checkpoints: Checkpoints): CommittedReads {
  const { replayed } = journal;

  function entries(ids: readonly string[]): RememberedEntry[] {
    return ids.flatMap((id) => {
      const entry = replayed.entries.get(id);
      return entry === undefined ? [] : [{ ...entry, legs: entry.legs.map((leg) => ({ ...leg })) }];
    });
  }

  function account(id: string): Account[] {
    const known = replayed.accounts.get(id);
    if (known === undefined) return [];
    const holds = new Map([...known.holds].map(([hold, facts]) => [hold, { ...facts }]));
    return [{ ...known, ...checkpoints.countersOf(known.number), holds, usage: new Map(known.usage) }];
  }

  return {
    entries,
    accounts: (ids) => ids.flatMap(account),
    spenders: (once) => entries(once.map((token) => replayed.spent.get(token) ?? '')),
    state: (epoch, limits) => {
      const { head, day, nextAccountNumber } = replayed;
      const state = createBookState({ epoch, head, day: { ...day }, nextAccountNumber }, limits);
      for (const [name, versions] of replayed.policies) state.policies.set(name, [...versions]);
      return state;
    },
  };
}
