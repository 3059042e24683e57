import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { commandToWire } from './command-to-wire.ts';
import { entryFromWire, outcomeFromWire } from './mapping.ts';
import { commandsRequestWire, commandWire, entryWire, outcomeWire } from './wire.ts';

const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
const base = { id: uuid(1), fingerprint: '0123456789abcdef0123456789abcdef' };
const post = {
  ...base,
  kind: 'post',
  purpose: 'payment',
  currency: 'TWD',
  legs: [{ debit: uuid(2), credit: uuid(3), amountMinor: 12_000n }],
  reference: { merchant: '淡水 ☕' },
} as const satisfies Command;
const open = {
  ...base,
  kind: 'open_account',
  account: uuid(2),
  accountKind: 'liability',
  currency: 'TWD',
  floorMinor: 0n,
  reference: {},
} as const satisfies Command;

describe('a command goes over the wire and comes back the same', () => {
  it.each<[string, Command, object]>([
    ['a post', post, { legs: [{ debit: uuid(2), credit: uuid(3), amount_minor: 12_000n }] }],
    ['a refund', { ...post, refunds: uuid(4), once: uuid(5) }, { refunds: uuid(4), once: uuid(5) }],
    ['an amount that the book will refuse', { ...post, legs: [{ ...post.legs[0], amountMinor: 0n }] }, {}],
    ['an account with a floor', open, { floor_minor: 0n, account_kind: 'liability' }],
    ['an account without one', { ...open, floorMinor: null }, { floor_minor: null }],
    ['an account under a policy', { ...open, policy: 'class-2' }, { policy: 'class-2' }],
    ['a capture', { ...post, hold: uuid(6) }, { hold: uuid(6) }],
    [
      'a hold',
      {
        ...base,
        kind: 'hold',
        account: uuid(2),
        currency: 'TWD',
        amountMinor: 5n,
        expiresAt: new Date('2026-11-23T04:00:00Z'),
        once: uuid(7),
        reference: {},
      },
      { account: uuid(2), amount_minor: 5n, expires_at: new Date('2026-11-23T04:00:00Z'), once: uuid(7) },
    ],
    [
      'an earmark',
      {
        ...base,
        kind: 'hold',
        account: uuid(2),
        currency: 'TWD',
        amountMinor: 5n,
        expiresAt: null,
        reference: {},
      },
      { expires_at: null },
    ],
    [
      'a release of a part',
      { ...base, kind: 'release_hold', account: uuid(2), hold: uuid(6), amountMinor: 3n, reference: {} },
      { hold: uuid(6), amount_minor: 3n },
    ],
    [
      'a release of all',
      { ...base, kind: 'release_hold', account: uuid(2), hold: uuid(6), amountMinor: null, reference: {} },
      { amount_minor: null },
    ],
    [
      'a freeze',
      { ...base, kind: 'set_account_status', account: uuid(2), status: 'frozen', reference: {} },
      { status: 'frozen' },
    ],
    [
      'an account put under a policy',
      { ...base, kind: 'assign_policy', account: uuid(2), policy: 'class-2', reference: {} },
      { policy: 'class-2' },
    ],
    [
      'a policy',
      {
        ...base,
        kind: 'set_policy',
        policy: 'class-2',
        effectiveFrom: new Date('2026-01-01T00:00:00Z'),
        balanceCapMinor: 5_000_000n,
        rules: [
          {
            name: 'paid',
            direction: 'paid',
            purposes: ['payment'],
            singleMinor: null,
            dayMinor: 7n,
            monthMinor: null,
          },
        ],
        reference: {},
      },
      {
        balance_cap_minor: 5_000_000n,
        rules: [
          {
            name: 'paid',
            direction: 'paid',
            purposes: ['payment'],
            single_minor: null,
            day_minor: 7n,
            month_minor: null,
          },
        ],
      },
    ],
    [
      'a day to close',
      { ...base, kind: 'close_business_day', businessDate: '2026-11-23' },
      { business_date: '2026-11-23' },
    ],
    [
      'a no',
      { ...base, kind: 'decline', purpose: 'payment', reason: 'code_expired', reference: { order: '7' } },
      { purpose: 'payment', reason: 'code_expired', reference: { order: '7' } },
    ],
    [
      'a no with the longest reason',
      { ...base, kind: 'decline', purpose: 'transfer', reason: `a${'_9'.repeat(19)}z`, reference: {} },
      { reason: `a${'_9'.repeat(19)}z` },
    ],
  ])('%s', (_what, command, fields) => {
    const json: unknown = JSON.parse(JSON.stringify(commandToWire(command)));
    expect(commandWire.parse(json)).toMatchObject({ ...base, kind: command.kind, ...fields });
  });
});

describe('the contract refuses', () => {
  const wire = commandToWire(post) as Record<string, unknown>;
  const opening = commandToWire(open) as Record<string, unknown>;
  const no = { ...base, kind: 'decline', purpose: 'payment', reason: 'code_expired', reference: {} };
  const leg = { debit: uuid(2), credit: uuid(3), amount_minor: '1' };
  it.each<[string, string, unknown]>([
    ['a UUID in capitals', 'id', { ...wire, id: uuid(1).replace('8000', 'A000') }],
    ['a short fingerprint', 'fingerprint', { ...wire, fingerprint: 'abc' }],
    ['an unknown purpose', 'purpose', { ...wire, purpose: 'gift' }],
    ['an unknown currency', 'currency', { ...wire, currency: 'XXX' }],
    ['a field that does not exist', '', { ...wire, amount: '1' }],
    ['an amount that is a number', 'legs.0.amount_minor', { ...wire, legs: [{ ...leg, amount_minor: 1 }] }],
    ['an exponent', 'legs.0.amount_minor', { ...wire, legs: [{ ...leg, amount_minor: '1e3' }] }],
    ['a leading zero', 'legs.0.amount_minor', { ...wire, legs: [{ ...leg, amount_minor: '01' }] }],
    ['a plus sign', 'legs.0.amount_minor', { ...wire, legs: [{ ...leg, amount_minor: '+1' }] }],
    ['other digits', 'legs.0.amount_minor', { ...wire, legs: [{ ...leg, amount_minor: '١٢٣' }] }],
    ['a floor that no column holds', 'floor_minor', { ...opening, floor_minor: '9223372036854775808' }],
    ['a floor far below zero', 'floor_minor', { ...opening, floor_minor: '-1000000000000000' }],
    ['U+0000', 'reference.a', { ...wire, reference: { a: 'x\u0000' } }],
    ['a lone surrogate', 'reference.a', { ...wire, reference: { a: '\ud800' } }],
    ['a long text', 'reference.a', { ...wire, reference: { a: 'x'.repeat(201) } }],
    ['a name with a blank', 'reference.a b', { ...wire, reference: { 'a b': '1' } }],
    [
      'seventeen names',
      'reference',
      { ...wire, reference: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`a${n}`, ''])) },
    ],
    [
      'a day that does not exist',
      'business_date',
      { ...base, kind: 'close_business_day', business_date: '2026-02-30' },
    ],
    ['a no without a reason', 'reason', { ...no, reason: '' }],
    ['a no whose reason is too long', 'reason', { ...no, reason: 'a'.repeat(41) }],
    ['a no whose reason is a sentence', 'reason', { ...no, reason: 'Code expired.' }],
    ['a no that names an account', '', { ...no, account: uuid(2) }],
    ['another kind', 'kind', { ...base, kind: 'delete' }],
  ])('%s', (_what, path, command) => {
    const { error } = commandWire.safeParse(command);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('no commands at all, and a thousand and one', () => {
    const of = (count: number) => ({ commands: Array.from({ length: count }, () => wire) });
    expect(commandsRequestWire.safeParse(of(0)).success).toBe(false);
    expect(commandsRequestWire.safeParse(of(1_000)).success).toBe(true);
    expect(commandsRequestWire.safeParse(of(1_001)).success).toBe(false);
  });
});

describe('what the ledger answers becomes values', () => {
  const at = '2026-11-23T04:00:00.123Z';
  const decided = {
    id: uuid(1),
    replayed: false,
    position: { batch: '9007199254740993', index: 3 },
    at,
    business_date: '2026-11-23',
  };
  const values = {
    id: uuid(1),
    replayed: false,
    position: { batch: 9_007_199_254_740_993n, index: 3 },
    at: new Date(at),
    businessDate: '2026-11-23',
  };

  it.each([
    ['posted', { status: 'posted', ...decided }, { status: 'posted', ...values }],
    [
      'refused',
      { status: 'refused', ...decided, refusal: { code: 'same_account', account: uuid(2) } },
      { status: 'refused', ...values, refusal: { code: 'same_account', account: uuid(2) } },
    ],
    ['conflict', { status: 'conflict', id: uuid(1) }, { status: 'conflict', id: uuid(1) }],
  ])('%s', (_status, wire, outcome) => {
    expect(outcomeFromWire(outcomeWire.parse(wire))).toEqual(outcome);
  });

  it('unless an instant is none, or an id or a number is not spelled as one', () => {
    const posted = { status: 'posted', ...decided };
    const read = (over: object) => () => outcomeFromWire(outcomeWire.parse({ ...posted, ...over }));
    expect(read({ at: 'just now' })).toThrow('the ledger tells an instant as one');
    expect(read({ id: uuid(1).slice(1) })).toThrow('must be a UUID');
    expect(read({ position: { batch: '1e3', index: 0 } })).toThrow('digits');
  });

  it('an entry with its postings', () => {
    const { id, position, at: instant, business_date } = decided;
    const rest = { ...base, purpose: 'payment', currency: 'TWD', once: null, refunds: null, reference: {} };
    const postings = [{ leg: 0, debit: uuid(2), credit: uuid(3), amount_minor: '9223372036854775807' }];
    const wire = { ...rest, id, position, at: instant, business_date, posted: true, refusal: null, postings };
    expect(entryFromWire(entryWire.parse(wire))).toMatchObject({
      position: values.position,
      at: values.at,
      businessDate: '2026-11-23',
      postings: [{ leg: 0, debit: uuid(2), credit: uuid(3), amountMinor: 9_223_372_036_854_775_807n }],
    });
  });
});
