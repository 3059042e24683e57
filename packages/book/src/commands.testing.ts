import fc from 'fast-check';
import {
  assign,
  closeDay,
  decline,
  fingerprint,
  hold,
  leg,
  openAccount,
  post,
  release,
  setPolicy,
  setStatus,
  uuid,
} from './book.testing.ts';
import type { Command } from './index.ts';

/** One bank, which is free; wallets with a floor of zero; one merchant. */
export const BANK = 1;
export const MERCHANT = 2;
const WALLETS = [3, 4, 5, 6] as const;
export const WALLET_IDS = WALLETS.map(uuid);

export const openCity: readonly Command[] = [
  openAccount(BANK, 'asset'),
  openAccount(MERCHANT, 'liability'),
  ...WALLETS.map((wallet) => openAccount(wallet, 'liability', 0n)),
];

/** Few ids and tokens, so that retries, conflicts, refunds and spent tokens happen often. */
const id = fc.integer({ min: 10, max: 40 });
const token = fc.option(fc.integer({ min: 90, max: 94 }));
const wallet = fc.constantFrom(...WALLETS);
const amountMinor = fc.bigInt({ min: 0n, max: 60n });

const topUpLeg = fc.tuple(wallet, amountMinor).map(([to, amount]) => leg(BANK, to, amount * 4n));
const payLeg = fc.tuple(wallet, amountMinor).map(([from, amount]) => leg(from, MERCHANT, amount));
const transferLeg = fc.tuple(wallet, wallet, amountMinor).map(([from, to, amount]) => leg(from, to, amount));
const legs = fc.array(fc.oneof(topUpLeg, payLeg, transferLeg), { minLength: 1, maxLength: 3 });
const refundLegs = fc.array(
  fc.tuple(wallet, amountMinor).map(([to, amount]) => leg(MERCHANT, to, amount)),
  { minLength: 1, maxLength: 3 },
);

const payment = fc
  .record({ n: id, legs, token, other: fc.boolean() })
  .map(({ n, legs, token: once, other }) => ({
    ...post(n, legs, once === null ? {} : { once: uuid(once) }),
    ...(other ? { fingerprint: fingerprint(0) } : {}),
  }));
const refund = fc
  .record({ n: id, legs: refundLegs, of: id })
  .map(({ n, legs, of }) => post(n, legs, { refunds: uuid(of) }));
const close = fc
  .record({ n: id, day: fc.integer({ min: 20, max: 29 }) })
  .map(({ n, day }) => closeDay(n, `2026-11-${day}`));
const open = fc.record({ n: id, account: wallet }).map(({ n, account }) => ({
  ...openAccount(account, 'liability'),
  id: uuid(n),
}));

const setAside = fc
  .record({ n: id, wallet, amountMinor, hours: fc.option(fc.integer({ min: 0, max: 5 * 24 })), token })
  .map(({ n, wallet: account, amountMinor: minor, hours, token: once }) => ({
    ...hold(n, account, minor, hours === null ? null : new Date(Date.UTC(2026, 10, 22) + hours * 3_600_000)),
    ...(once === null ? {} : { once: uuid(once) }),
  }));
const capture = fc
  .record({ n: id, of: id, wallet, amountMinor })
  .map(({ n, of, wallet: from, amountMinor: minor }) =>
    post(n, [leg(from, MERCHANT, minor)], { hold: uuid(of) }),
  );
const letGo = fc
  .record({ n: id, of: id, wallet, part: fc.option(amountMinor) })
  .map(({ n, of, wallet: account, part }) => release(n, of, account, part));
const status = fc
  .record({ n: id, wallet, to: fc.constantFrom('open', 'debit_frozen', 'credit_frozen', 'frozen', 'closed') })
  .map(({ n, wallet: account, to }) => setStatus(n, account, to));
const limits = fc
  .record({ n: id, capMinor: amountMinor, day: amountMinor, month: amountMinor })
  .map((drawn) =>
    setPolicy(drawn.n, 'any', {
      balanceCapMinor: drawn.capMinor * 20n,
      rules: [
        {
          name: 'paid',
          direction: 'paid',
          purposes: ['payment'],
          singleMinor: null,
          dayMinor: drawn.day * 2n,
          monthMinor: drawn.month * 4n,
        },
      ],
    }),
  );
const declined = fc
  .record({ n: id, reason: fc.constantFrom('code_expired', 'payer_said_no') })
  .map(({ n, reason }) => decline(n, reason));
const limited = fc.record({ n: id, wallet }).map(({ n, wallet: account }) => assign(n, account, 'any'));

/** What callers may send, sensible or not. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: payment },
  { weight: 4, arbitrary: refund },
  { weight: 1, arbitrary: close },
  { weight: 1, arbitrary: open },
  { weight: 3, arbitrary: setAside },
  { weight: 3, arbitrary: capture },
  { weight: 1, arbitrary: letGo },
  { weight: 1, arbitrary: status },
  { weight: 1, arbitrary: limits },
  { weight: 1, arbitrary: limited },
  { weight: 1, arbitrary: declined },
);

/** The clock as the book sees it: it may stand, jump, and go back. */
export interface Moment {
  readonly now: Date;
  readonly calendarDate: string;
}

const anyMoment: fc.Arbitrary<Moment> = fc
  .integer({ min: 0, max: 5 * 24 })
  .map((hours) => new Date(Date.UTC(2026, 10, 22) + hours * 3_600_000))
  .map((now) => ({ now, calendarDate: now.toISOString().slice(0, 10) }));

/** Batches of commands, each with its moment. */
export const anyHistory = fc.array(
  fc.record({ moment: anyMoment, commands: fc.array(anyCommand, { minLength: 1, maxLength: 8 }) }),
  { minLength: 1, maxLength: 12 },
);
