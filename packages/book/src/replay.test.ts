import { Bug } from '@tamsui/errors';
import { describe, expect, it } from 'vitest';
import {
  assign,
  closeDay,
  contentOf,
  DAY,
  decline,
  emptyBook,
  hold,
  leg,
  NOW,
  openAccount,
  post,
  release,
  SMALL_LIMITS,
  setPolicy,
  setStatus,
  uuid,
} from './book.testing.ts';
import {
  type Batch,
  type BookState,
  type Command,
  type Entry,
  execute,
  hashBatch,
  type Posting,
  replayBatch,
} from './index.ts';

function journalOf(state: BookState, batches: readonly (readonly Command[])[]): readonly Batch[] {
  return batches.map((commands) => {
    const { batch } = execute(state, commands, NOW, DAY);
    if (batch === undefined) throw new Error('each of them is a batch');
    return batch;
  });
}

const opened = [openAccount(1, 'asset'), openAccount(2, 'liability', 0n), openAccount(3, 'liability')];
const paid = [post(10, [leg(1, 2, 100n)]), post(11, [leg(2, 3, 60n)])];

function journalOfThree(): readonly Batch[] {
  return journalOf(emptyBook(), [opened, paid, [post(12, [leg(3, 2, 50n)], { refunds: uuid(11) })]]);
}

describe('replay gives the state that executing left', () => {
  it.each<[string, readonly Command[]]>([
    ['nothing else', []],
    ['an account under a policy', [{ ...openAccount(4, 'liability', -5n), policy: 'small' }]],
    [
      'an account that got a policy, and what it then paid and received',
      [
        assign(20, 2, 'small'),
        post(21, [leg(2, 3, 7n), leg(1, 2, 3n)]),
        post(22, [leg(1, 2, 5n)], { purpose: 'transfer' }),
      ],
    ],
    ['a bank under a policy', [assign(20, 1, 'small'), post(21, [leg(1, 2, 5n)]), post(22, [leg(2, 1, 3n)])]],
    ['a later version of a policy', [setPolicy(20, 'small', { balanceCapMinor: 9n })]],
    ['a frozen account', [setStatus(20, 2, 'frozen')]],
    ['a hold and an earmark', [hold(20, 2, 5n, new Date(NOW.getTime() + 1)), hold(21, 2, 6n)]],
    [
      'what is left of a captured hold',
      [hold(20, 2, 30n), post(21, [leg(2, 3, 5n), leg(2, 1, 4n)], { hold: uuid(20) })],
    ],
    [
      'a hold captured in whole',
      [hold(20, 2, 9n), post(21, [leg(2, 3, 5n), leg(2, 1, 4n)], { hold: uuid(20) })],
    ],
    ['a hold released in part', [hold(20, 2, 30n), release(21, 20, 2, 7n)]],
    ['a hold released in whole', [hold(20, 2, 30n), release(21, 20, 2)]],
    ['a closed day', [closeDay(20, DAY), post(21, [leg(1, 2, 1n)])]],
    [
      'refunds of several legs',
      [
        post(20, [leg(2, 3, 10n), leg(2, 3, 5n), leg(2, 1, 4n)], { once: uuid(77) }),
        post(21, [leg(3, 2, 12n), leg(1, 2, 1n)], { refunds: uuid(20) }),
        post(22, [leg(3, 2, 2n)], { refunds: uuid(20) }),
      ],
    ],
    [
      'refusals of every kind',
      [
        decline(20, 'code_expired'),
        post(21, [leg(2, 3, 1_000n)], { once: uuid(77) }),
        post(22, [leg(2, 3, 1n)], { hold: uuid(99) }),
        post(23, [leg(3, 2, 1_000n)], { refunds: uuid(11) }),
        hold(24, 2, 1_000n),
        release(25, 99, 2),
        setStatus(26, 9, 'open'),
        assign(27, 2, 'none'),
        closeDay(28, '2027-01-01'),
        { ...openAccount(2, 'asset'), id: uuid(29) },
      ],
    ],
  ])('%s', (_what, commands) => {
    const state = emptyBook();
    const before = [...opened, setPolicy(19, 'small', SMALL_LIMITS)];
    const journal = journalOf(state, [before, paid, ...commands.map((command) => [command])]);
    const replayed = emptyBook();
    for (const batch of journal) replayBatch(replayed, batch, DAY);
    expect(contentOf(replayed)).toEqual(contentOf(state));
  });
});

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
    [
      'an account that was never opened on the other side',
      1,
      withPosting({ credit: 9n }),
      /both accounts of a posting are loaded/,
    ],
    [
      'a refused entry that moves money',
      1,
      withFirstEntry((entry) => ({ ...entry, refusal: { code: 'declined' } })),
      /refused entry .*10 moves nothing/,
    ],
    [
      'a refund of what is not there',
      2,
      withFirstEntry((entry) => ({ ...entry, refunds: uuid(99) })),
      /original of refund .*12 is loaded/,
    ],
    [
      'a refund that runs in the direction of the payment',
      2,
      withFirstEntry((entry) => ({ ...entry, refunds: uuid(10) })),
      /refund .*12 is no more than its original/,
    ],
    [
      'a refund that gives to somebody else than the payer',
      2,
      withPosting({ credit: 1n, creditVersion: 2n, creditBalanceMinor: -50n }),
      /refund .*12 is no more than its original/,
    ],
    [
      'an account that is opened without a description',
      0,
      withFirstEntry((entry) => ({ ...entry, detail: null })),
      /known kinds/,
    ],
    [
      'a capture of a hold that nobody made',
      1,
      withFirstEntry((entry) => ({ ...entry, hold: uuid(99) })),
      /open hold/,
    ],
  ])('%s', (_what, at, change, message) => {
    expect(replayWith(change, at)).toThrow(Bug);
    expect(replayWith(change, at)).toThrow(message);
  });
});

describe('replay stops at an entry that lacks', () => {
  const about = (purpose: string, detail: Record<string, string>, more: Partial<Entry> = {}) =>
    replayWith(
      withFirstEntry((entry) => ({ ...entry, postings: [], purpose, detail, ...more })),
      1,
    );
  const account = uuid(2);
  it.each([
    ['the date of a closed day', about('business_day_closed', {}), /describes the business_date/],
    [
      'an account whose status is set',
      about('account_status_set', { status: 'open' }),
      /describes the account/,
    ],
    [
      'an account that is known',
      about('account_status_set', { account: uuid(9), status: 'open' }),
      /account of an entry is loaded/,
    ],
    ['the status that is set', about('account_status_set', { account }), /known statuses/],
    ['the policy that is assigned', about('policy_assigned', { account }), /describes the policy/],
    ['the account of a hold', about('hold', { amount_minor: '1' }), /describes the account/],
    [
      'the hold that it releases',
      about('hold_released', { account, released_minor: '1' }),
      /release .*10 names its hold/,
    ],
    [
      'an open hold to release',
      about('hold_released', { account, released_minor: '1' }, { hold: uuid(99) }),
      /open hold/,
    ],
    [
      'the amount that it releases',
      about('hold_released', { account }, { hold: uuid(99) }),
      /describes the released_minor/,
    ],
  ])('%s', (_what, replaying, message) => {
    expect(replaying).toThrow(Bug);
    expect(replaying).toThrow(message);
  });
});
