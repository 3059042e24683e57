import type { Batch, Counters } from '@tamsui/book';
import type { Journal } from './journal.ts';

/** Counters of accounts as of some committed batch; what is newer is added from the postings. */
export interface Checkpoints {
  /** A version that is behind belongs to a writer that has lost the lead; it changes nothing. */
  write(moved: Batch['moved']): void;
  /** Brings all accounts up to the journal's last batch. */
  catchUp(): void;
  /** The checkpoint and the postings after it. */
  countersOf(account: bigint): Counters;
}

export function createCheckpoints(journal: Journal): Checkpoints {
  const written = new Map<bigint, Readonly<Counters>>();

  function countersOf(account: bigint): Counters {
    const counters = { ...(written.get(account) ?? { debitsMinor: 0n, creditsMinor: 0n, version: 0n }) };
    for (const { side, amountMinor } of journal.postingsOf(account).slice(Number(counters.version))) {
      if (side === 'debit') counters.debitsMinor += amountMinor;
      else counters.creditsMinor += amountMinor;
      counters.version += 1n;
    }
    return counters;
  }

  return {
    countersOf,
    write: (moved) => {
      for (const [account, counters] of moved)
        if (counters.version > (written.get(account)?.version ?? 0n)) written.set(account, counters);
    },
    catchUp: () => {
      for (const [, { number }] of journal.replayed.accounts.entries())
        written.set(number, countersOf(number));
    },
  };
}
