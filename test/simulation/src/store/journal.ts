import {
  type Batch,
  type BookState,
  createBookState,
  type Posting,
  replayBatch,
  UNLIMITED_MEMORY,
} from '@tamsui/book';
import { taipeiDate } from '../time/calendar.ts';
import { StoreTrouble } from './store-trouble.ts';

/** A batch in the journal and the step of the simulation at which it became durable. */
export interface Landed {
  readonly batch: Batch;
  readonly step: number;
}

/** The journal, as PostgreSQL would keep it: what is in here is durable, whatever happens to anybody. */
export interface Journal {
  readonly landed: readonly Landed[];
  headNumber(): bigint;
  /** Lands only on the head, ids and spent tokens being unique. @throws Error when it inserts nothing */
  append(batch: Batch, step: number): void;
  /** What replaying the whole journal gives: reads of committed state copy from it. */
  readonly replayed: BookState;
  /** Postings of an account in the order of its versions, which begin with 1. */
  postingsOf(account: bigint): readonly SidedPosting[];
  nextEpoch(): number;
}

/** One side of a posting. */
export interface SidedPosting {
  readonly side: 'debit' | 'credit';
  readonly amountMinor: bigint;
}

/** Decides whether a batch may land, and as what. */
export type Fence = (head: BookState['head'], batch: Batch) => Batch | undefined;

/** As the append of the service: nothing lands but on the very batch that it names. */
export const fence: Fence = (head, batch) =>
  batch.number === head.number + 1n && batch.previousHash.equals(head.hash) ? batch : undefined;

/** A state that keeps everything, standing before the first batch. */
export function emptyState(epoch: number): BookState {
  const head = { number: 0n, hash: Buffer.alloc(32), at: new Date(0) };
  const from = { epoch, head, day: { current: '', lastClosed: null }, nextAccountNumber: 1n };
  return createBookState(from, UNLIMITED_MEMORY);
}

export function createJournal(mayLand: Fence = fence): Journal {
  const landed: Landed[] = [];
  const replayed = emptyState(0);
  const postings = new Map<bigint, SidedPosting[]>();
  let epoch = 0;

  function append(offered: Batch, step: number): void {
    const batch = mayLand(replayed.head, offered);
    if (batch === undefined) throw new StoreTrouble('fenced off: another writer was first');
    for (const { id, once, refusal } of batch.entries) {
      if (replayed.entries.has(id)) throw new Violation(`the id ${id} would be in the journal twice`);
      if (once !== null && refusal === null && replayed.spent.has(once))
        throw new Violation(`the token ${once} would be spent twice`);
    }
    landed.push({ batch, step });
    replayBatch(replayed, batch, taipeiDate(batch.at));
    for (const posting of batch.entries.flatMap((entry) => entry.postings)) keep(posting);
  }

  function keep({ debit, credit, amountMinor }: Posting): void {
    for (const [account, side] of [
      [debit, 'debit'],
      [credit, 'credit'],
    ] as const) {
      const known = postings.get(account) ?? [];
      known.push({ side, amountMinor });
      postings.set(account, known);
    }
  }

  return {
    landed,
    replayed,
    append,
    headNumber: () => replayed.head.number,
    postingsOf: (account) => postings.get(account) ?? [],
    nextEpoch: () => {
      epoch += 1;
      return epoch;
    },
  };
}

/** Something that a right ledger never does. */
class Violation extends Error {
  override readonly name = 'Violation';
}
