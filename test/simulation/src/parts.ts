import { type Account, type MemoryLimits, type RememberedEntry, replayBatch } from '@tamsui/book';
import { prefetch } from '../../../services/ledger/src/sequencer/prefetch.ts';
import { createSequencer } from '../../../services/ledger/src/sequencer/sequencer.ts';
import { type Fence, fence } from './store/journal.ts';

/** What stands at trial. The tests of the simulation itself put broken parts in their place. */
export interface Parts {
  readonly createSequencer: typeof createSequencer;
  readonly prefetch: typeof prefetch;
  /** How a writer that loads everything replays the journal. */
  readonly replayBatch: typeof replayBatch;
  readonly fence: Fence;
  /** What reads of single accounts and entries give back. */
  readonly loadedAccount: (account: Account) => Account;
  readonly loadedEntry: (entry: RememberedEntry) => RememberedEntry;
  /** How much a writer keeps in memory before it forgets. */
  readonly memory: (planned: MemoryLimits) => MemoryLimits;
  /** Whether a writer throws its memory away when an append failed. */
  readonly forgetsAfterFailure: boolean;
}

export const REAL_PARTS: Parts = {
  createSequencer,
  prefetch,
  replayBatch,
  fence,
  loadedAccount: (account) => account,
  loadedEntry: (entry) => entry,
  memory: (planned) => planned,
  forgetsAfterFailure: true,
};
