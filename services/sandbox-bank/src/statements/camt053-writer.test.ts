import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Account, addEntry, type Entry, type EntryFacts } from '../accounts/account.ts';
import { writeCamt053 } from './camt053-writer.ts';
import { nextStatement } from './statement.ts';

/** The same file is read by packages/iso20022 in its tests, so that writer and reader meet without sharing code. */
const FIXTURE = new URL('../../../../packages/iso20022/fixtures/camt053-sandbox-bank.xml', import.meta.url);

const empty: Account = {
  accountNumber: '99900000000001',
  holderName: '淡水<城市> & 錢包',
  currency: 'TWD',
  openingBalanceMinor: 1_000_000n,
  balanceMinor: 0n,
  entryCount: 0n,
  openedAt: new Date('2026-11-23T00:00:00Z'),
};
const nobody = { endToEndId: null, counterpartyAccount: null, counterpartyName: null, remittance: null };
const resident = { counterpartyAccount: '01200000000042', counterpartyName: '王小明' };
const shop = { counterpartyAccount: '00412345678901', counterpartyName: null };
const FACTS: readonly (EntryFacts & { direction: Entry['direction'] })[] = [
  {
    ...nobody,
    kind: 'opening',
    direction: 'credit',
    amountMinor: 1_000_000n,
    bankReference: 'REF1',
    remittance: 'Opening balance',
    bookedAt: empty.openedAt,
  },
  // Half past midnight in Taipei: already the next booking day there.
  {
    ...resident,
    kind: 'direct_debit',
    direction: 'credit',
    amountMinor: 20_050n,
    bankReference: 'REF2',
    endToEndId: 'TOPUP-1',
    remittance: null,
    bookedAt: new Date('2026-11-23T16:30:00Z'),
  },
  {
    ...shop,
    kind: 'credit_transfer',
    direction: 'debit',
    amountMinor: 8_050n,
    bankReference: 'REF3',
    endToEndId: 'PO-1',
    remittance: 'payout & more',
    bookedAt: new Date('2026-11-24T01:00:00Z'),
  },
];

function book(): { account: Account; entries: Entry[] } {
  let account = empty;
  const entries = FACTS.map(({ direction, ...facts }) => {
    const added = addEntry(account, direction, facts);
    account = added.account;
    return added.entry;
  });
  return { account, entries };
}

describe('writeCamt053', () => {
  it('writes the fixture that the reader of packages/iso20022 is tested with, byte for byte', () => {
    const { account, entries } = book();
    const statement = nextStatement(account, undefined, entries, new Date('2026-11-24T02:00:00Z'));
    expect(writeCamt053(statement, account, entries, 'Asia/Taipei')).toBe(readFileSync(FIXTURE, 'utf8'));
  });

  it('opens the next statement where the one before closed, even without entries', () => {
    const { account, entries } = book();
    const first = nextStatement(account, undefined, entries.slice(0, 2), new Date('2026-11-24T00:00:00Z'));
    const second = nextStatement(account, first, entries.slice(2), new Date('2026-11-25T00:00:00Z'));
    const third = nextStatement(account, second, [], new Date('2026-11-26T00:00:00Z'));
    expect(
      [first, second, third].map((s) => [s.sequence, s.openingBalanceMinor, s.closingBalanceMinor]),
    ).toEqual([
      [1n, 0n, 1_020_050n],
      [2n, 1_020_050n, 1_012_000n],
      [3n, 1_012_000n, 1_012_000n],
    ]);
    expect([second.from, third.from, third.lastEntryNumber]).toEqual([first.to, second.to, 3n]);
  });
});
