import { describe, expect, it } from 'vitest';
import { type Batch, type BookState, type Command, createBookState, execute, replayBatch } from './index.ts';

const NOW = new Date('2026-11-23T04:00:00.000Z');
const DAY = '2026-11-23';
const GENESIS = {
  epoch: 1,
  head: { number: 0n, hash: Buffer.alloc(32), at: new Date(0) },
  day: { current: '1970-01-01', lastClosed: null },
  nextAccountNumber: 1n,
};
const id = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
const fp = (n: number): string => String(n).padStart(32, '0');
const open = (n: number, kind: 'asset' | 'liability', floorMinor: bigint | null): Command => ({
  kind: 'open_account',
  id: id(1000 + n),
  fingerprint: fp(n),
  account: id(n),
  accountKind: kind,
  currency: 'TWD',
  floorMinor,
  reference: {},
});
const pay = (n: number, debit: number, credit: number, amountMinor: bigint, more: object = {}): Command => ({
  kind: 'post',
  id: id(n),
  fingerprint: fp(n),
  purpose: 'payment',
  currency: 'TWD',
  legs: [{ debit: id(debit), credit: id(credit), amountMinor }],
  reference: {},
  ...more,
});
const run = (state: BookState, ...commands: Command[]) => execute(state, commands, NOW, DAY);
const statusOf = (state: BookState, command: Command): string => {
  const [outcome] = run(state, command).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome.status === 'conflict'
    ? 'conflict'
    : (outcome.entry.refusal?.code ?? (outcome.replayed ? 'replayed' : 'posted'));
};
function city(): BookState {
  const state = createBookState(GENESIS);
  run(state, open(1, 'asset', null), open(2, 'liability', 0n), open(3, 'liability', null));
  run(state, pay(1, 1, 2, 1000n));
  return state;
}

describe('execute', () => {
  it('moves money, remembers, refuses below the floor, spends a token once', () => {
    const state = city();
    expect(statusOf(state, pay(2, 2, 3, 400n, { once: id(77) }))).toBe('posted');
    expect(statusOf(state, pay(2, 2, 3, 400n, { once: id(77) }))).toBe('replayed');
    expect(statusOf(state, { ...pay(2, 2, 3, 400n), fingerprint: fp(9) })).toBe('conflict');
    expect(statusOf(state, pay(3, 2, 3, 100n, { once: id(77) }))).toBe('already_used');
    expect(statusOf(state, pay(4, 2, 3, 601n))).toBe('insufficient_funds');
    expect(statusOf(state, pay(5, 2, 3, 600n))).toBe('posted');
    expect(statusOf(state, pay(6, 3, 2, 401n, { refunds: id(2) }))).toBe('refund_exceeds_original');
    expect(statusOf(state, pay(7, 3, 2, 300n, { refunds: id(2) }))).toBe('posted');
    expect(statusOf(state, pay(8, 3, 2, 101n, { refunds: id(2) }))).toBe('refund_exceeds_original');
    expect(statusOf(state, pay(9, 3, 2, 100n, { refunds: id(2) }))).toBe('posted');
    expect(state.accounts.get(id(2))).toMatchObject({ debitsMinor: 1000n, creditsMinor: 1400n, version: 5n });
  });

  it('replay of the batches rebuilds the state', () => {
    const state = createBookState(GENESIS);
    const batches: Batch[] = [];
    for (const commands of [
      [open(1, 'asset', null), open(2, 'liability', 0n), open(3, 'liability', null)],
      [pay(1, 1, 2, 1000n), pay(2, 2, 3, 10n)],
      [pay(3, 3, 2, 4n, { refunds: id(2) })],
      [{ kind: 'close_business_day', id: id(50), fingerprint: fp(50), businessDate: DAY } as Command],
      [pay(4, 2, 3, 1n)],
    ]) {
      const { batch } = run(state, ...commands);
      if (batch !== undefined) batches.push(batch);
    }
    const replayed = createBookState(GENESIS);
    for (const batch of batches) replayBatch(replayed, batch);
    expect(replayed).toEqual(state);
    expect(state.day).toEqual({ current: '2026-11-24', lastClosed: DAY });
  });
});
