import { describe, expect, it } from 'vitest';
import type { Account } from './account.ts';
import { createBooking, type Movement } from './booking.ts';

const account = (accountNumber: string, balanceMinor: bigint): Account => ({
  accountNumber,
  holderName: `Holder ${accountNumber}`,
  currency: 'TWD',
  openingBalanceMinor: balanceMinor,
  balanceMinor,
  entryCount: 1n,
  openedAt: new Date(0),
});
const movement: Movement = {
  kind: 'credit_transfer',
  debtorAccount: 'AAAAAA',
  creditorAccount: 'BBBBBB',
  creditorName: 'Somebody',
  amountMinor: 60n,
  currency: 'TWD',
  bankReference: 'R1',
  endToEndId: 'E1',
  remittance: null,
};

describe('createBooking', () => {
  it('books both sides with running balances, and refuses the debit that is not covered any more', () => {
    const booking = createBooking([account('AAAAAA', 100n), account('BBBBBB', 0n)], new Date(1));
    expect(booking.move(movement)).toBeUndefined();
    expect(booking.move(movement)).toBe('insufficient_funds');
    expect(booking.entries.map((e) => [e.accountNumber, e.entryNumber, e.direction, e.balanceMinor])).toEqual(
      [
        ['AAAAAA', 2n, 'debit', 40n],
        ['BBBBBB', 2n, 'credit', 60n],
      ],
    );
    expect(booking.entries[1]).toMatchObject({
      counterpartyAccount: 'AAAAAA',
      counterpartyName: 'Holder AAAAAA',
    });
    expect(booking.changedAccounts().map((a) => [a.balanceMinor, a.entryCount])).toEqual([
      [40n, 2n],
      [60n, 2n],
    ]);
  });

  it('lets the money leave to another bank when the creditor is not kept here', () => {
    const booking = createBooking([account('AAAAAA', 60n)], new Date(1));
    expect(booking.move(movement)).toBeUndefined();
    expect(booking.entries).toHaveLength(1);
    expect(booking.entries[0]).toMatchObject({ balanceMinor: 0n, counterpartyName: 'Somebody' });
  });

  it('refuses an unknown debtor, other currencies and a movement to itself, and books nothing', () => {
    const yen: Account = { ...account('BBBBBB', 0n), currency: 'JPY' };
    const booking = createBooking([account('AAAAAA', 100n), yen], new Date(1));
    expect(booking.move({ ...movement, debtorAccount: 'CCCCCC' })).toBe('account_unknown');
    expect(booking.move({ ...movement, currency: 'JPY' })).toBe('currency_mismatch');
    expect(booking.move(movement)).toBe('creditor_currency_mismatch');
    expect(booking.move({ ...movement, creditorAccount: 'AAAAAA' })).toBe('same_account');
    expect(booking.entries).toEqual([]);
    expect(booking.changedAccounts()).toEqual([]);
  });
});
