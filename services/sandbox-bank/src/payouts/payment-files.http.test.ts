import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank } from '../bank.testing.ts';
import { queryRows } from '../database/database.ts';
import { paymentFileXml } from './pain001.testing.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
await bank.openAccount('CITY01', '1000');
await bank.openAccount('SHOP01', '0');
const file = (
  messageId: string,
  ...transfers: { id: string; amount: string; to: string; currency?: string }[]
) => paymentFileXml({ messageId, debtor: 'CITY01', transfers });
const FIRST = file(
  'M1',
  { id: 'P1', amount: '100', to: 'SHOP01' },
  { id: 'P2', amount: '50.50', to: '00412345' },
);
const entryCount = async (): Promise<number> =>
  (await queryRows(bank.database, `select 1 from sandbox_bank.entries where kind = 'credit_transfer'`))
    .length;

describe('payment files', () => {
  it('book each transfer: to an account here, or away to another bank', async () => {
    const answer = await bank.sendFile(FIRST);
    expect([answer.status, answer.body]).toEqual([
      202,
      {
        message_id: 'M1',
        file_hash: createHash('sha256').update(FIRST).digest('hex'),
        status: 'accepted',
        transactions: [
          { end_to_end_id: 'P1', status: 'ACSC' },
          { end_to_end_id: 'P2', status: 'ACSC' },
        ],
      },
    ]);
    expect([await bank.balanceOf('CITY01'), await bank.balanceOf('SHOP01')]).toEqual(['849.50', '100']);
    expect(await entryCount()).toBe(3);
    expect((await bank.call('GET', '/v1/payment-files/M1')).body).toEqual(answer.body);
  });

  it('are paid once when the same bytes come again, and answer the same', async () => {
    const before = await bank.call('GET', '/v1/payment-files/M1');
    const again = await bank.sendFile(FIRST);
    expect([again.status, again.body]).toEqual([200, before.body]);
    expect(await entryCount()).toBe(3);
  });

  it('are paid once when 20 identical ones come at the same moment', async () => {
    const xml = file('RACE', { id: 'R1', amount: '10', to: 'SHOP01' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => bank.sendFile(xml)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await bank.balanceOf('CITY01')).toBe('839.50');
  });

  it('refuse other bytes under the same message id with message_id_reused', async () => {
    const answer = await bank.sendFile(FIRST.replace('payout', 'Payout'));
    expect([answer.status, answer.body.code]).toEqual([409, 'message_id_reused']);
    expect(await bank.balanceOf('CITY01')).toBe('839.50');
  });

  it('reject a transfer that was ever paid before with DUPL, in whatever file it comes', async () => {
    const answer = await bank.sendFile(
      file('M2', { id: 'P1', amount: '100', to: 'SHOP01' }, { id: 'P3', amount: '1', to: 'SHOP01' }),
    );
    expect(answer.body.transactions).toEqual([
      { end_to_end_id: 'P1', status: 'RJCT', reason: 'DUPL' },
      { end_to_end_id: 'P3', status: 'ACSC' },
    ]);
    expect([await bank.balanceOf('CITY01'), await bank.balanceOf('SHOP01')]).toEqual(['838.50', '111']);
  });

  it('pay a transfer once when 20 different files carry it at the same moment', async () => {
    const files = Array.from({ length: 20 }, (_, index) =>
      file(`D${index}`, { id: 'ONCE', amount: '8.50', to: 'SHOP01' }),
    );
    const answers = await Promise.all(files.map((xml) => bank.sendFile(xml)));
    const statuses = answers.map(({ body }) => body.transactions[0].status);
    expect(statuses.filter((status) => status === 'ACSC')).toHaveLength(1);
    expect(await bank.balanceOf('CITY01')).toBe('830');
  });

  it('reject with AM04 what the balance does not cover, and go on with the rest; it may be paid later', async () => {
    const answer = await bank.sendFile(
      file('M3', { id: 'BIG', amount: '830.01', to: 'SHOP01' }, { id: 'SMALL', amount: '30', to: 'SHOP01' }),
    );
    expect(answer.body.transactions).toEqual([
      { end_to_end_id: 'BIG', status: 'RJCT', reason: 'AM04' },
      { end_to_end_id: 'SMALL', status: 'ACSC' },
    ]);
    await bank.openAccount('SAVER1', '0');
    const later = await bank.sendFile(file('M4', { id: 'BIG', amount: '800', to: 'SAVER1' }));
    expect(later.body.transactions).toEqual([{ end_to_end_id: 'BIG', status: 'ACSC' }]);
    expect([await bank.balanceOf('CITY01'), await bank.balanceOf('SAVER1')]).toEqual(['0', '800']);
  });

  it('reject a creditor in another currency with AM03 and the debtor itself with AC03', async () => {
    const yen = { account_number: 'YEN001', holder_name: 'Y', currency: 'JPY', opening_balance: '0' };
    await bank.call('POST', '/v1/accounts', yen);
    const answer = await bank.sendFile(
      file('M5', { id: 'X1', amount: '1', to: 'YEN001' }, { id: 'X2', amount: '1', to: 'CITY01' }),
    );
    expect(answer.body.transactions.map(({ reason }: { reason: string }) => reason)).toEqual([
      'AM03',
      'AC03',
    ]);
  });

  const one = { id: 'Q1', amount: '1', to: 'SHOP01' };
  it.each([
    ['encoding_invalid', file('Q', one).replace('UTF-8', 'Big5')],
    ['doctype_forbidden', file('Q', one).replace('<Document', '<!DOCTYPE x><Document')],
    ['cdata_forbidden', file('Q', one).replace('>City<', '><![CDATA[City]]><')],
    ['xml_malformed', '<Document>'],
    ['wrong_message', '<Document/>'],
    ['content_invalid', file('Q', { ...one, amount: '1.234' })],
    [
      'transaction_count_mismatch',
      paymentFileXml({ messageId: 'Q', debtor: 'CITY01', transfers: [one], count: '2' }),
    ],
    [
      'control_sum_mismatch',
      paymentFileXml({ messageId: 'Q', debtor: 'CITY01', transfers: [one], sum: '2' }),
    ],
    ['end_to_end_id_repeated', file('Q', one, one)],
    ['debtor_account_unknown', paymentFileXml({ messageId: 'Q', debtor: 'NOBODY', transfers: [one] })],
    ['currency_mismatch', file('Q', { ...one, currency: 'USD' })],
  ])('refuse a whole file with %s and remember nothing of it', async (code, xml) => {
    const answer = await bank.sendFile(xml);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect((await bank.call('GET', '/v1/payment-files/Q')).body.code).toBe('not_found');
  });

  it('may be as large as 5,000 transfers', async () => {
    const transfers = Array.from({ length: 5_000 }, (_, index) => ({
      id: `L${index}`,
      amount: '0.10',
      to: 'SHOP01',
    }));
    await bank.openAccount('LARGE1', '500');
    const answer = await bank.sendFile(paymentFileXml({ messageId: 'LARGE', debtor: 'LARGE1', transfers }));
    expect(answer.status).toBe(202);
    expect(await bank.balanceOf('LARGE1')).toBe('0');
  });
});
