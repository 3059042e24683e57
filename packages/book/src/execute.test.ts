import { Bug } from '@tamsui/errors';
import { describe, expect, it } from 'vitest';
import {
  assign,
  closeDay,
  DAY,
  emptyBook,
  fingerprint,
  hold,
  leg,
  limitedCity,
  NOW,
  openAccount,
  post,
  release,
  setPolicy,
  setStatus,
  smallCity,
  uuid,
} from './book.testing.ts';
import {
  type BookState,
  type Command,
  type Entry,
  execute,
  hashBatch,
  MAX_COMMANDS_PER_BATCH,
} from './index.ts';

const reference = { order: '淡水-1' };

/** A limited city with a hold of 400 on the wallet, and a token that is spent. */
function heldCity(): BookState {
  const state = limitedCity();
  const spent = post(51, [leg(1, 3, 1n)], { once: uuid(78) });
  execute(state, [hold(50, 2, 400n), spent], NOW, DAY);
  return state;
}

function entryOf(state: BookState, command: Command): Entry | undefined {
  return execute(state, [command], NOW, DAY).batch?.entries[0];
}

const bare = {
  index: 0,
  id: uuid(9),
  fingerprint: fingerprint(9),
  refusal: null,
  businessDate: DAY,
  once: null,
  refunds: null,
  hold: null,
  reference,
  detail: null,
  postings: [],
};
const opening = { ...openAccount(4, 'income', -7n), id: uuid(9), fingerprint: fingerprint(9), reference };
const SOON = new Date(NOW.getTime() + 1_000);

describe('the entry that a command becomes', () => {
  it.each<[string, Command, Partial<Entry>]>([
    [
      'a new account with a floor and a policy',
      { ...opening, policy: 'small' },
      {
        purpose: 'account_opened',
        detail: {
          number: '4',
          account: uuid(4),
          kind: 'income',
          currency: 'TWD',
          floor_minor: '-7',
          policy: 'small',
        },
      },
    ],
    [
      'a new account with neither',
      { ...opening, floorMinor: null },
      {
        purpose: 'account_opened',
        detail: { number: '4', account: uuid(4), kind: 'income', currency: 'TWD' },
      },
    ],
    [
      'a hold that expires',
      { ...hold(9, 2, 5n, SOON), reference },
      {
        purpose: 'hold',
        detail: { account: uuid(2), amount_minor: '5', expires_at: SOON.toISOString() },
      },
    ],
    [
      'an earmark',
      { ...hold(9, 2, 5n), reference },
      { purpose: 'hold', detail: { account: uuid(2), amount_minor: '5' } },
    ],
    [
      'a hold that spends a token',
      { ...hold(9, 2, 5n), once: uuid(77), reference },
      { purpose: 'hold', once: uuid(77), detail: { account: uuid(2), amount_minor: '5' } },
    ],
    [
      'a hold whose token is spent',
      { ...hold(9, 2, 5n), once: uuid(78), reference },
      { purpose: 'hold', once: uuid(78), refusal: { code: 'already_used', entry: uuid(51) } },
    ],
    [
      'a hold that says that it has no token',
      { ...hold(9, 2, 5n), once: undefined, reference },
      { purpose: 'hold', detail: { account: uuid(2), amount_minor: '5' } },
    ],
    [
      'a release of a part',
      { ...release(9, 50, 2, 150n), reference },
      {
        purpose: 'hold_released',
        hold: uuid(50),
        detail: { account: uuid(2), released_minor: '150' },
      },
    ],
    [
      'a release of all',
      { ...release(9, 50, 2), reference },
      {
        purpose: 'hold_released',
        hold: uuid(50),
        detail: { account: uuid(2), released_minor: '400' },
      },
    ],
    [
      'a freeze',
      { ...setStatus(9, 2, 'debit_frozen'), reference },
      { purpose: 'account_status_set', detail: { account: uuid(2), status: 'debit_frozen' } },
    ],
    [
      'a policy',
      { ...setPolicy(9, 'wide', { balanceCapMinor: 9n, effectiveFrom: SOON }), reference },
      {
        purpose: 'policy_set',
        detail: {
          policy: 'wide',
          effective_from: SOON.toISOString(),
          balance_cap_minor: '9',
          rules: '[]',
        },
      },
    ],
    [
      'an account put under a policy',
      { ...assign(9, 3, 'small'), reference },
      { purpose: 'policy_assigned', detail: { account: uuid(3), policy: 'small' } },
    ],
    [
      'a closed day',
      closeDay(9, DAY),
      { purpose: 'business_day_closed', detail: { business_date: DAY }, reference: {} },
    ],
    [
      'a refused payment, which names the hold that it meant',
      post(9, [leg(2, 3, 401n)], { hold: uuid(50), once: uuid(77), purpose: 'adjustment', reference }),
      {
        purpose: 'adjustment',
        refusal: { code: 'hold_exceeded', hold: uuid(50), left_minor: '400' },
        once: uuid(77),
        hold: uuid(50),
      },
    ],
  ])('%s', (_what, command, expected) => {
    expect(entryOf(heldCity(), command)).toEqual({ ...bare, ...expected });
  });

  it('a payment of two legs, with what each made of both accounts', () => {
    const legs = [leg(2, 3, 30n), leg(3, 1, 4n)];
    const command = post(9, legs, { once: uuid(77), refunds: uuid(8), hold: uuid(50), reference });
    expect(entryOf(smallCity(), { ...command, refunds: undefined, hold: undefined })).toEqual({
      ...bare,
      purpose: 'payment',
      once: uuid(77),
      postings: [
        {
          leg: 0,
          debit: 2n,
          credit: 3n,
          amountMinor: 30n,
          debitVersion: 2n,
          debitBalanceMinor: 970n,
          creditVersion: 1n,
          creditBalanceMinor: 30n,
        },
        {
          leg: 1,
          debit: 3n,
          credit: 1n,
          amountMinor: 4n,
          debitVersion: 2n,
          debitBalanceMinor: 26n,
          creditVersion: 2n,
          creditBalanceMinor: -996n,
        },
      ],
    });
  });

  it('a capture and a refund name what they take from and give back', () => {
    const state = heldCity();
    expect(entryOf(state, post(9, [leg(2, 3, 30n)], { hold: uuid(50) }))).toMatchObject({
      refusal: null,
      refunds: null,
      hold: uuid(50),
    });
    expect(entryOf(state, post(10, [leg(3, 2, 30n)], { refunds: uuid(9) }))).toMatchObject({
      refusal: null,
      refunds: uuid(9),
      hold: null,
    });
  });
});

describe('the batch to append', () => {
  it('follows the last one and carries its hash', () => {
    const state = smallCity();
    const { number, hash } = state.head;
    const { batch } = execute(state, [post(9, [leg(2, 3, 1n)])], SOON, DAY);
    expect(batch).toMatchObject({ number: number + 1n, epoch: 1, at: SOON, previousHash: hash });
    if (batch === undefined) throw new Error('there is one');
    expect(batch.hash).toEqual(hashBatch(batch));
    expect(state.head).toEqual({ number: batch.number, hash: batch.hash, at: SOON });
  });

  it('has the opened accounts as they were then, and every account that moved with its counters', () => {
    const state = emptyBook();
    const commands = [
      openAccount(1, 'asset'),
      openAccount(2, 'liability'),
      openAccount(3, 'liability'),
      post(9, [leg(1, 2, 5n)]),
      post(10, [leg(1, 2, 2n)]),
    ];
    const { batch } = execute(state, commands, NOW, DAY);
    expect(batch?.opened.map(({ id, number, version }) => [id, number, version])).toEqual([
      [uuid(1), 1n, 0n],
      [uuid(2), 2n, 0n],
      [uuid(3), 3n, 0n],
    ]);
    expect([...(batch?.moved ?? [])]).toEqual([
      [1n, { debitsMinor: 7n, creditsMinor: 0n, version: 2n }],
      [2n, { debitsMinor: 0n, creditsMinor: 7n, version: 2n }],
    ]);
    expect(batch?.entries.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(state.nextAccountNumber).toBe(4n);
  });

  it('is none when all of its commands were decided before', () => {
    const state = smallCity();
    const command = post(9, [leg(2, 3, 1n)]);
    const first = execute(state, [command], NOW, DAY).outcomes[0];
    const head = state.head;
    const again = execute(state, [command], SOON, '2026-11-24');
    expect(again).toEqual({ outcomes: [{ ...first, replayed: true }], batch: undefined });
    expect(state.head).toBe(head);
    expect(state.day.current).toBe(DAY);
  });

  it('has the same command twice as one entry', () => {
    const command = post(9, [leg(2, 3, 1n)]);
    const { outcomes, batch } = execute(smallCity(), [command, command], NOW, DAY);
    expect(outcomes).toMatchObject([{ replayed: false }, { replayed: true }]);
    expect(batch?.entries).toHaveLength(1);
  });

  it('takes a thousand commands and no more', () => {
    const many = Array.from({ length: MAX_COMMANDS_PER_BATCH + 1 }, (_, n) =>
      closeDay(5_000 + n, '2027-01-01'),
    );
    expect(() => execute(smallCity(), many, NOW, DAY)).toThrow(Bug);
    expect(() => execute(smallCity(), many, NOW, DAY)).toThrow('a batch within its limit');
    expect(execute(smallCity(), many.slice(1), NOW, DAY).batch?.entries).toHaveLength(1_000);
  });
});
