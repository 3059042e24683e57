import { type Batch, hashBatch } from '@tamsui/book';
import { REAL_PARTS } from '../parts.ts';
import { afterDecision, type Broken, withDeps, withParts } from './patch.ts';

/** A journal that lets the wrong batches in, and memory that is loaded wrongly. */
export const BROKEN_STORE: Broken = {
  'the fence is missing: only a taken number is refused': () =>
    withParts({ fence: (head, batch) => (batch.number > head.number ? batch : undefined) }),
  'the fence looks at numbers alone': () =>
    withParts({ fence: (head, batch) => (batch.number === head.number + 1n ? batch : undefined) }),
  'a leader of old appends behind the new one': () =>
    withParts({
      fence: (head, batch) => rehashed({ ...batch, number: head.number + 1n, previousHash: head.hash }),
    }),
  'entries of a batch change places': () =>
    afterDecision((_state, batch) => {
      const entries = [...batch.entries].reverse().map((entry, index) => ({ ...entry, index }));
      return rehashed({ ...batch, entries });
    }),
  'a checkpoint holds what is not committed': () =>
    withDeps(({ append, onCommitted }) => ({
      append: (batch) => {
        onCommitted(batch);
        return append(batch);
      },
    })),
  'memory forgets what is under way': () =>
    withParts({ memory: (planned) => ({ ...planned, accounts: 3, entries: 3 }) }),
  'memory outlives a failed append': () => withParts({ forgetsAfterFailure: false }),
  'replay skips a posting': () =>
    withParts({
      replayBatch: (state, batch, date) => {
        REAL_PARTS.replayBatch(state, batch, date);
        const last = batch.entries.at(-1)?.postings.at(-1);
        const account = last === undefined ? undefined : state.accountsByNumber.get(last.credit);
        if (account !== undefined && last !== undefined) account.creditsMinor -= last.amountMinor;
      },
    }),
  'replay forgets holds': () =>
    withParts({
      replayBatch: (state, batch, date) => {
        REAL_PARTS.replayBatch(state, batch, date);
        for (const [, { holds }] of state.accounts.entries()) holds.clear();
      },
    }),
  'a token is forgotten at reload': () =>
    withParts({
      prefetch: (state, commands, { journal, date }) =>
        REAL_PARTS.prefetch(state, commands, {
          journal: { ...journal, loadEntries: ({ ids }) => journal.loadEntries({ ids, once: [] }) },
          date,
        }),
    }),
  'refunds are forgotten at reload': () =>
    withParts({
      loadedEntry: (entry) => ({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, refundedMinor: 0n })) }),
    }),
  'what counts towards limits is forgotten at reload': () =>
    withParts({ loadedAccount: (account) => ({ ...account, usage: new Map() }) }),
  'holds are forgotten at reload': () =>
    withParts({ loadedAccount: (account) => ({ ...account, holds: new Map() }) }),
  'a freeze is forgotten at reload': () =>
    withParts({ loadedAccount: (account) => ({ ...account, status: 'open' }) }),
  'an account number is given twice': () =>
    withDeps(({ state }) => {
      const taken = state.nextAccountNumber - 1n;
      return { state: { ...state, nextAccountNumber: taken < 1n ? 1n : taken } };
    }),
};

function rehashed(batch: Batch): Batch {
  return { ...batch, hash: hashBatch(batch) };
}
