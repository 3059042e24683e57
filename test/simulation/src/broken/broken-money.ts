import type { BookState, Posting } from '@tamsui/book';
import { afterDecision, type Broken, eachAccount, eachHold, withDeps } from './patch.ts';

/** Balances, holds and refunds that are kept wrongly. */
export const BROKEN_MONEY: Broken = {
  'an update of a balance is lost': () =>
    afterDecision((state, batch) => {
      const last = batch.entries.at(-1)?.postings.at(-1);
      if (last !== undefined) undo(state, last);
      return batch;
    }),
  'an account skips a version': () =>
    afterDecision((state, batch) => {
      for (const number of batch.moved.keys()) {
        const account = state.accountsByNumber.get(number);
        if (account !== undefined) account.version += 1n;
      }
      return batch;
    }),
  'the floor is off by one': () =>
    eachAccount((account) => {
      Object.assign(account, { floorMinor: account.floorMinor === null ? null : -1n });
    }),
  'what is held can be paid with': () =>
    eachAccount(({ holds }) => {
      holds.values = () => new Map().values();
    }),
  'an expired hold still sets money aside': () =>
    eachAccount(({ holds }) => {
      holds.values = () =>
        new Map([...holds].map(([id, hold]) => [id, { ...hold, expiresAt: null }])).values();
    }),
  'a capture may take more than is left': () =>
    eachHold(({ amountMinor }) => ({ amountMinor: amountMinor + 10n })),
  'a hold is captured again and again': () =>
    eachHold(
      () => ({}),
      (name) => name !== 'takenMinor',
    ),
  'an expired hold is captured': () => eachHold(() => ({ expiresAt: null })),
  'a refund does not count towards the next': () =>
    afterDecision((state, batch) => {
      for (const [, entry] of state.entries.entries()) for (const leg of entry.legs) leg.refundedMinor = 0n;
      return batch;
    }),
  'a token may be spent twice': () =>
    withDeps(({ state }) => ({ state: { ...state, spent: { ...state.spent, get: () => undefined } } })),
  'currencies mix': () => eachAccount((account) => Object.assign(account, { currency: 'TWD' })),
  'a frozen account pays': () =>
    eachAccount((account) => {
      if (account.status === 'frozen' || account.status === 'debit_frozen') account.status = 'open';
    }),
  'a closed account is open again': () =>
    eachAccount((account) => {
      if (account.status === 'closed') account.status = 'open';
    }),
};

function undo({ accountsByNumber }: BookState, { debit, credit, amountMinor }: Posting): void {
  const [payer, payee] = [accountsByNumber.get(debit), accountsByNumber.get(credit)];
  if (payer !== undefined) payer.debitsMinor -= amountMinor;
  if (payee !== undefined) payee.creditsMinor -= amountMinor;
}
