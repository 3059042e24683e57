import type { BookState, MemoryLimits } from '@tamsui/book';
import type { Parts } from '../parts.ts';
import type { CommittedReads } from '../store/committed-reads.ts';
import type { Connection } from '../store/connection.ts';
import { emptyState, type Journal } from '../store/journal.ts';
import { taipeiDate } from '../time/calendar.ts';

interface LoadDeps {
  readonly parts: Parts;
  readonly journal: Journal;
  readonly reads: CommittedReads;
  readonly connection: Connection;
}

/** What the sequencer's prefetch reads from, with the delays and faults of a connection. */
export function createJournalReads({ parts, reads, connection }: LoadDeps): PrefetchJournal {
  return {
    loadState: () => Promise.reject(new Error('nobody loads a state here')),
    loadAccounts: (ids) => connection.read('accounts', () => reads.accounts(ids).map(parts.loadedAccount)),
    loadEntries: ({ ids, once }) =>
      connection.read('entries', () =>
        [...reads.entries(ids), ...reads.spenders(once)].map(parts.loadedEntry),
      ),
  };
}

type PrefetchJournal = Parameters<Parts['prefetch']>[2]['journal'];

/** As the service loads: the head and little else; accounts and entries come when they are needed. */
export function loadLazily(deps: LoadDeps, epoch: number, limits: MemoryLimits): Promise<BookState> {
  return deps.connection.read('state', () => deps.reads.state(epoch, limits));
}

/** As a verifier loads: everything, from the first batch on. It must come to the same. */
export function loadByReplay(deps: LoadDeps, epoch: number): Promise<BookState> {
  return deps.connection.read('journal', () => {
    const state = emptyState(epoch);
    for (const { batch } of deps.journal.landed) deps.parts.replayBatch(state, batch, taipeiDate(batch.at));
    return state;
  });
}
