import type { Findings } from '../findings.ts';
import type { Batch } from '../journal/batch.ts';
import type { Check } from './check.ts';

export interface HashedBatch extends Batch {
  /** What the batch's hash must be, recomputed from its rows. */
  readonly expectedHash: Buffer;
}

/** Numbers without a gap, each batch naming the hash before it and carrying the hash and the counts of its content. */
export function createChainCheck(findings: Findings): { batch(batch: HashedBatch): void } {
  let previous: {
    readonly number: bigint;
    readonly hash: Buffer;
    readonly atMs: bigint;
    readonly epoch: number;
  } = {
    number: -1n,
    hash: Buffer.alloc(32),
    atMs: 0n,
    epoch: 0,
  };
  return {
    batch: (batch) => {
      const tell = (check: string, message: string) => findings.add({ batch: batch.number, check, message });
      if (batch.number !== previous.number + 1n)
        tell('numbering', `batch ${batch.number} follows batch ${previous.number}: those between are gone`);
      if (!batch.previousHash.equals(previous.hash))
        tell('previous hash', 'the batch does not name the hash of the batch before it');
      if (!batch.expectedHash.equals(batch.hash))
        tell('hash', 'the content does not give the hash that the batch carries');
      if (batch.atMs < previous.atMs) tell('time', 'the batch is older than the one before it');
      if (batch.epoch < previous.epoch)
        tell('epoch', 'the batch belongs to an earlier leadership than the one before it');
      // What was stored, not what should have been: one wrong batch is told once.
      previous = batch;
    },
  };
}

/** What the rows of a batch say about each other. */
export function createRowsCheck(findings: Findings): Check {
  return {
    batch: (batch) => {
      const tell = (message: string) => findings.add({ batch: batch.number, check: 'rows', message });
      const postings = batch.entries.reduce((sum, entry) => sum + entry.postings.length, 0);
      if (batch.entries.length !== batch.entryCount)
        tell(`it has ${batch.entries.length} entries and says ${batch.entryCount}`);
      if (postings !== batch.postingCount) tell(`it has ${postings} postings and says ${batch.postingCount}`);
      for (const stray of batch.strayRows) tell(`${stray} belongs to no entry of the journal`);
      batch.entries.forEach((entry, place) => {
        if (entry.index !== place) tell(`entry ${entry.id} has index ${entry.index} at place ${place}`);
        if (entry.refusal !== null && entry.postings.length > 0)
          tell(`entry ${entry.id} was refused and moves money`);
        if (entry.postings.some((posting, leg) => posting.leg !== leg)) tell(`entry ${entry.id} lacks a leg`);
      });
    },
  };
}
