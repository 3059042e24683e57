import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank, until } from '../bank.testing.ts';
import { queryRows } from '../database/database.ts';
import { paymentFileXml } from '../payouts/pain001.testing.ts';
import { hasCamt053Schema, validateCamt053 } from './iso-schema.testing.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
await bank.openAccount('CITY01', '1000');
await bank.openAccount('PAYER1', '500');
await bank.openAccount('ZERO01', '0');
const close = (account: string) => bank.call('POST', `/v1/accounts/${account}/statements`);
const read = (account: string, sequence: number | string) =>
  bank.call('GET', `/v1/accounts/${account}/statements/${sequence}`);
const debit = async (reference: string, amount: string): Promise<void> => {
  const order = { reference, debtor_account: 'PAYER1', creditor_account: 'CITY01', amount, currency: 'TWD' };
  await bank.call('POST', '/v1/direct-debits', order);
  await until(`${reference} is booked`, async () => {
    const { body } = await bank.call('GET', `/v1/direct-debits/${reference}`);
    return body.status === 'succeeded' ? body : undefined;
  });
};
const allOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => String(match[1]));

describe('statements', () => {
  it('begin at zero and explain the opening money, top-ups and payouts by their references', async () => {
    await debit('TU-1', '12.50');
    const transfers = [{ id: 'PO-1', amount: '200', to: '00499999' }];
    await bank.sendFile(paymentFileXml({ messageId: 'M1', debtor: 'CITY01', transfers }));
    const closed = await close('CITY01');
    expect([closed.status, closed.body]).toMatchObject([
      201,
      { sequence: 1, opening_balance: '0', closing_balance: '812.50', entry_count: 3 },
    ]);
    const document = await read('CITY01', 1);
    expect(document.type).toMatch(/^application\/xml/);
    expect(allOf(document.text, 'EndToEndId')).toEqual(['NOTPROVIDED', 'TU-1', 'PO-1']);
    expect(allOf(document.text, 'ElctrncSeqNb')).toEqual(['1']);
  });

  it('continue where the one before closed and never change once issued', async () => {
    const first = await read('CITY01', 1);
    const before = (await bank.call('GET', '/v1/accounts/CITY01/statements')).body.data[0];
    await debit('TU-2', '7.50');
    expect((await close('CITY01')).body).toMatchObject({
      sequence: 2,
      opening_balance: '812.50',
      closing_balance: '820',
      entry_count: 1,
      from: before.to,
    });
    expect((await read('CITY01', 1)).text).toBe(first.text);
    await expect(queryRows(bank.database, 'delete from sandbox_bank.statements')).rejects.toThrow(
      /never changed/,
    );
  });

  it('may be empty', async () => {
    const empty = { opening_balance: '0', closing_balance: '0', entry_count: 0 };
    expect((await close('ZERO01')).body).toMatchObject({ sequence: 1, ...empty });
    expect((await close('ZERO01')).body).toMatchObject({ sequence: 2, ...empty });
  });

  it('are numbered without gaps and never overlap when closings and bookings come at once', async () => {
    const debits = Array.from({ length: 20 }, (_, index) => debit(`C-${index}`, '1'));
    const closings = Array.from({ length: 10 }, () => close('CITY01'));
    await Promise.all([...debits, ...closings]);
    await close('CITY01');
    const list = (await bank.call('GET', '/v1/accounts/CITY01/statements')).body.data;
    expect(list.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      Array.from({ length: 13 }, (_, i) => i + 1),
    );
    const documents = await Promise.all(Array.from({ length: 13 }, (_, index) => read('CITY01', index + 1)));
    const told = documents
      .flatMap(({ text }) => allOf(text, 'EndToEndId'))
      .filter((id) => id.startsWith('C-'));
    expect([told.length, new Set(told).size]).toEqual([20, 20]);
    expect(list.at(-1).closing_balance).toBe('840');
  });

  it.skipIf(!hasCamt053Schema)(
    'are valid against the XSD of camt.053.001.08 (needs the ISO schemas)',
    async () => {
      for (const [account, sequence] of [
        ['CITY01', 1],
        ['CITY01', 2],
        ['ZERO01', 1],
      ] as const) {
        const { text } = await read(account, sequence);
        expect(() => validateCamt053(text)).not.toThrow();
        expect(() =>
          validateCamt053(text.replace('<BkTxCd>', '<Wrong/><BkTxCd>').replace('OPBD', '')),
        ).toThrow();
      }
    },
  );

  it('are listed in pages', async () => {
    const first = (await bank.call('GET', '/v1/accounts/CITY01/statements?limit=2')).body;
    expect([first.data.length, first.has_more, first.next_after]).toEqual([2, true, 2]);
    const rest = (await bank.call('GET', '/v1/accounts/CITY01/statements?limit=100&after=12')).body;
    expect([rest.data.length, rest.has_more, rest.next_after]).toEqual([1, false, 13]);
    const none = (await bank.call('GET', '/v1/accounts/CITY01/statements?after=13')).body;
    expect(none).toEqual({ data: [], has_more: false, next_after: null });
  });

  it('answer not_found for an unknown account or number, and validation_failed for a bad page', async () => {
    expect((await close('NOBODY')).body.code).toBe('not_found');
    expect((await read('CITY01', 99)).body.code).toBe('not_found');
    expect((await bank.call('GET', '/v1/accounts/NOBODY/statements')).body.code).toBe('not_found');
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'after=-1', 'after=1&after=2', 'other=1']) {
      const answer = await bank.call('GET', `/v1/accounts/CITY01/statements?${query}`);
      expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    }
  });
});
