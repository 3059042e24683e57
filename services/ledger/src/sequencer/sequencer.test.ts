import { type Batch, type Command, createBookState, type Outcome } from '@tamsui/book';
import { describe, expect, it } from 'vitest';
import { createSequencer } from './sequencer.ts';

const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;

function open(n: number): Command {
  const identity = { id: uuid(n), fingerprint: String(n).padStart(32, '0') };
  const account = {
    account: uuid(1_000 + n),
    accountKind: 'asset',
    currency: 'TWD',
    floorMinor: null,
  } as const;
  return { kind: 'open_account', ...identity, ...account, reference: {} };
}

/** A sequencer whose journal commits, fails or keeps silent as the test says. */
function setUp(prefetch: () => Promise<void> = async () => undefined) {
  const appends: { batch: Batch; commit: () => void; fail: (error: Error) => void }[] = [];
  const committed: bigint[] = [];
  const sequencer = createSequencer({
    state: createBookState({
      epoch: 1,
      head: { number: 0n, hash: Buffer.alloc(32), at: new Date(0) },
      day: { current: '', lastClosed: null },
      nextAccountNumber: 1n,
    }),
    prefetch,
    append: (batch) =>
      new Promise((resolve, reject) => {
        appends.push({ batch, commit: resolve, fail: reject });
      }),
    now: () => new Date('2026-11-23T04:00:00Z'),
    calendarDate: () => '2026-11-23',
    onCommitted: (batch) => committed.push(batch.number),
    metrics: { batchAppended: () => undefined },
  });
  return { sequencer, appends, committed };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Notes when a promise settles, and takes care that a rejection is not unhandled. */
function watch(answer: Promise<readonly Outcome[]>): { settled: 'no' | 'resolved' | 'rejected' } {
  const watched: { settled: 'no' | 'resolved' | 'rejected' } = { settled: 'no' };
  answer.then(
    () => {
      watched.settled = 'resolved';
    },
    () => {
      watched.settled = 'rejected';
    },
  );
  return watched;
}

describe('the sequencer', () => {
  it('answers after the commit and not before', async () => {
    const { sequencer, appends } = setUp();
    const answer = watch(sequencer.submit([open(1)]));
    await turns();
    expect([appends.length, answer.settled]).toEqual([1, 'no']);
    appends[0]?.commit();
    await turns();
    expect(answer.settled).toBe('resolved');
  });

  it('lets a retry wait for the batch that it repeats', async () => {
    const { sequencer, appends } = setUp();
    const first = sequencer.submit([open(1)]);
    await turns();
    const retry = sequencer.submit([open(1)]);
    const watched = watch(retry);
    await turns();
    expect([appends.length, watched.settled]).toEqual([1, 'no']);
    appends[0]?.commit();
    expect((await first)[0]).toMatchObject({ status: 'decided', replayed: false });
    expect((await retry)[0]).toMatchObject({ status: 'decided', replayed: true });
  });

  it('does not answer a retry whose first batch failed as if it had happened', async () => {
    const { sequencer, appends } = setUp();
    const first = watch(sequencer.submit([open(1)]));
    await turns();
    const retry = watch(sequencer.submit([open(1)]));
    await turns();
    appends[0]?.fail(new Error('the connection is lost'));
    await turns();
    expect([first.settled, retry.settled]).toEqual(['rejected', 'rejected']);
  });

  it('gathers what comes while two batches are under way into the next one', async () => {
    const { sequencer, appends } = setUp();
    for (const n of [1, 2, 3, 4, 5]) {
      watch(sequencer.submit([open(n)]));
      await turns();
    }
    expect(appends.map(({ batch }) => batch.entries.length)).toEqual([1, 1]);
    appends[0]?.commit();
    await turns();
    expect(appends.map(({ batch }) => batch.entries.length)).toEqual([1, 1, 3]);
  });

  it('sends a whole batch behind two that are under way, and no fourth', async () => {
    const { sequencer, appends } = setUp();
    for (const n of [1, 2]) {
      watch(sequencer.submit([open(n)]));
      await turns();
    }
    for (const from of [1_000, 2_000])
      watch(sequencer.submit(Array.from({ length: 1_000 }, (_, n) => open(from + n))));
    await turns();
    expect(appends.map(({ batch }) => batch.entries.length)).toEqual([1, 1, 1_000]);
    appends[0]?.commit();
    await turns();
    expect(appends.map(({ batch }) => batch.entries.length)).toEqual([1, 1, 1_000, 1_000]);
  });

  it('keeps the commands of one request together, a thousand in a batch', async () => {
    const { sequencer, appends } = setUp();
    const request = (from: number) => Array.from({ length: 600 }, (_, n) => open(from + n));
    watch(sequencer.submit(request(0)));
    watch(sequencer.submit(request(1_000)));
    await turns();
    expect(appends.map(({ batch }) => batch.entries.length)).toEqual([600, 600]);
  });

  it('rejects everything that waits when an append fails, tells the cause, and takes no more', async () => {
    const { sequencer, appends, committed } = setUp();
    const answers = [1, 2, 3].map((n) => sequencer.submit([open(n)]));
    const watched = answers.map(watch);
    await turns();
    const waiting = watch(sequencer.submit([open(4)]));
    const cause = new Error('the connection is lost');
    appends[0]?.fail(cause);
    expect(await sequencer.failed).toBe(cause);
    await turns();
    expect([...watched, waiting].map(({ settled }) => settled)).toEqual(Array(4).fill('rejected'));
    await expect(answers[0]).rejects.toMatchObject({
      code: 'ledger_outcome_unknown',
      retryable: true,
      cause,
    });
    await expect(sequencer.submit([open(5)])).rejects.toMatchObject({ code: 'ledger_not_leading' });
    expect(committed).toEqual([]);
  });

  it('does not take a batch for durable when the one before it failed', async () => {
    const { sequencer, appends, committed } = setUp();
    const first = watch(sequencer.submit([open(1)]));
    await turns();
    const second = watch(sequencer.submit([open(2)]));
    await turns();
    appends[1]?.commit();
    await turns();
    expect(second.settled).toBe('no');
    appends[0]?.fail(new Error('fenced off'));
    await turns();
    expect([first.settled, second.settled, committed.length]).toEqual(['rejected', 'rejected', 0]);
  });

  it('fails as a whole when what it needs cannot be read', async () => {
    const away = new Error('the database is away');
    const { sequencer, appends } = setUp(() => Promise.reject(away));
    await expect(sequencer.submit([open(1)])).rejects.toMatchObject({ retryable: true, cause: away });
    expect(await sequencer.failed).toBe(away);
    expect(appends).toEqual([]);
  });

  it('appends nothing that was still being prepared when it was abandoned', async () => {
    let read: () => void = () => undefined;
    const { sequencer, appends } = setUp(
      () =>
        new Promise((resolve) => {
          read = resolve;
        }),
    );
    const answer = watch(sequencer.submit([open(1)]));
    await turns();
    sequencer.abandon();
    read();
    await turns();
    expect([answer.settled, appends.length]).toEqual(['rejected', 0]);
  });

  it('drains: takes no more, and waits for what it has', async () => {
    const { sequencer, appends } = setUp();
    const answers = [1, 2, 3].map((n) => watch(sequencer.submit([open(n)])));
    await turns();
    let drained = false;
    const draining = sequencer.drain().then(() => {
      drained = true;
    });
    await expect(sequencer.submit([open(9)])).rejects.toMatchObject({ code: 'ledger_not_leading' });
    while (!drained && answers.some(({ settled }) => settled === 'no')) {
      expect(drained).toBe(false);
      for (const { commit } of appends) commit();
      await turns();
    }
    await draining;
    expect(answers.map(({ settled }) => settled)).toEqual(Array(3).fill('resolved'));
  });

  it('drains at once when nothing waits, and when an append fails', async () => {
    await setUp().sequencer.drain();
    const { sequencer, appends } = setUp();
    watch(sequencer.submit([open(1)]));
    await turns();
    const draining = sequencer.drain();
    appends[0]?.fail(new Error('the connection is lost'));
    await draining;
  });

  it('refuses what would wait too long', async () => {
    const { sequencer } = setUp(() => new Promise(() => undefined));
    const thousand = Array.from({ length: 1_000 }, (_, n) => open(n));
    watch(sequencer.submit([open(1)]));
    await turns();
    for (let request = 0; request < 20; request += 1) watch(sequencer.submit(thousand));
    await expect(sequencer.submit([open(2)])).rejects.toMatchObject({
      code: 'ledger_overloaded',
      retryable: true,
    });
  });
});
