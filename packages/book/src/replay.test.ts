import { Bug } from '@tamsui/errors';
import { describe, expect, it } from 'vitest';
import { DAY, emptyBook, leg, NOW, openAccount, post, uuid } from './book.testing.ts';
import { type Batch, type Entry, execute, hashBatch, type Posting, replayBatch } from './index.ts';

function journalOfThree(): readonly Batch[] {
  const state = emptyBook();
  const opened = [openAccount(1, 'asset'), openAccount(2, 'liability', 0n), openAccount(3, 'liability')];
  const paid = [post(10, [leg(1, 2, 100n)]), post(11, [leg(2, 3, 60n)])];
  return [opened, paid, [post(12, [leg(3, 2, 50n)], { refunds: uuid(11) })]].map((commands) => {
    const { batch } = execute(state, commands, NOW, DAY);
    if (batch === undefined) throw new Error('each of them is a batch');
    return batch;
  });
}

function replayWith(change: (batch: Batch) => Batch, at: number): () => void {
  return () => {
    const state = emptyBook();
    for (const [index, batch] of journalOfThree().entries())
      replayBatch(state, index === at ? change(batch) : batch, DAY);
  };
}

/** A forger who also makes the hash fit: only the figures themselves can give him away. */
const rehashed = (batch: Batch): Batch => ({ ...batch, hash: hashBatch(batch) });
const withFirstEntry = (change: (entry: Entry) => Entry) => (batch: Batch) =>
  rehashed({ ...batch, entries: batch.entries.map((entry, index) => (index === 0 ? change(entry) : entry)) });
const withPosting = (change: Partial<Posting>) =>
  withFirstEntry((entry) => ({ ...entry, postings: entry.postings.map((p) => ({ ...p, ...change })) }));

describe('replay stops at a journal that contradicts itself', () => {
  it('accepts it as it is', () => {
    expect(replayWith((batch) => batch, 0)).not.toThrow();
  });

  it.each([
    ['a missing batch', 1, (batch: Batch) => rehashed({ ...batch, number: 3n }), /batch 3 follows 1/],
    [
      'another predecessor',
      1,
      (batch: Batch) => ({ ...batch, previousHash: Buffer.alloc(32) }),
      /hash before/,
    ],
    ['a changed text', 1, (batch: Batch) => ({ ...batch, epoch: 9 }), /hash of its content/],
    ['a gap in versions', 1, withPosting({ debitVersion: 2n }), /no gap/],
    ['a gap in versions of the other side', 1, withPosting({ creditVersion: 2n }), /no gap/],
    ['a wrong balance', 1, withPosting({ debitBalanceMinor: -99n }), /balance of account 1/],
    [
      'a wrong balance of the other side',
      1,
      withPosting({ creditBalanceMinor: 99n }),
      /balance of account 2/,
    ],
    ['an account that was never opened', 1, withPosting({ debit: 9n }), /loaded/],
    [
      'a refund that gives back too much',
      2,
      withPosting({ amountMinor: 61n, debitBalanceMinor: -1n, creditBalanceMinor: 101n }),
      /no more than its original/,
    ],
    [
      'an account number out of turn',
      0,
      withFirstEntry((entry) => ({ ...entry, detail: { ...entry.detail, number: '2' } })),
      /next to be opened/,
    ],
  ])('%s', (_what, at, change, message) => {
    expect(replayWith(change, at)).toThrow(Bug);
    expect(replayWith(change, at)).toThrow(message);
  });
});
