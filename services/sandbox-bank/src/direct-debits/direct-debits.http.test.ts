import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank, until } from '../bank.testing.ts';
import { queryRows } from '../database/database.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
await bank.openAccount('CITY01', '0');
await bank.openAccount('PAYER1', '1000');
const order = {
  reference: 'TU-1',
  debtor_account: 'PAYER1',
  creditor_account: 'CITY01',
  amount: '300',
  currency: 'TWD',
};
const post = (change: object) => bank.call('POST', '/v1/direct-debits', { ...order, ...change });
const settled = (reference: string) =>
  until(`an outcome of ${reference}`, async () => {
    const { body } = await bank.call('GET', `/v1/direct-debits/${reference}`);
    return body.status === 'pending' ? undefined : body;
  });

describe('direct debits', () => {
  it('are taken as pending and executed soon after, with the reference on both sides', async () => {
    const answer = await post({ description: 'Top-up 淡水' });
    expect([answer.status, answer.body]).toMatchObject([
      202,
      { reference: 'TU-1', status: 'pending', amount: '300', currency: 'TWD' },
    ]);
    expect(await settled('TU-1')).toMatchObject({
      status: 'succeeded',
      failure_code: null,
      id: answer.body.id,
    });
    expect([await bank.balanceOf('PAYER1'), await bank.balanceOf('CITY01')]).toEqual(['700', '300']);
    const entries = await queryRows(
      bank.database,
      `select account_number, direction, end_to_end_id, remittance, counterparty_account, counterparty_name
       from sandbox_bank.entries where kind = 'direct_debit' order by direction`,
    );
    const shared = { end_to_end_id: 'TU-1', remittance: 'Top-up 淡水' };
    expect(entries).toEqual([
      {
        ...shared,
        account_number: 'CITY01',
        direction: 'credit',
        counterparty_account: 'PAYER1',
        counterparty_name: 'Holder PAYER1',
      },
      {
        ...shared,
        account_number: 'PAYER1',
        direction: 'debit',
        counterparty_account: 'CITY01',
        counterparty_name: 'Holder CITY01',
      },
    ]);
  });

  it('answer the current state when they are sent again', async () => {
    const again = await post({ description: 'Top-up 淡水' });
    expect([again.status, again.body.status]).toEqual([200, 'succeeded']);
    expect(await bank.balanceOf('PAYER1')).toBe('700');
  });

  it('refuse other content under the same reference with reference_reused', async () => {
    for (const change of [{ amount: '301' }, { description: 'other' }, { debtor_account: 'OTHER1' }]) {
      const answer = await post(change);
      expect([answer.status, answer.body.code]).toEqual([409, 'reference_reused']);
    }
  });

  it.each([
    ['creditor_account_unknown', { creditor_account: 'NOBODY' }],
    ['creditor_currency_mismatch', { currency: 'JPY' }],
    ['same_account', { creditor_account: 'PAYER1' }],
  ])('refuse with %s and keep nothing', async (code, change) => {
    const answer = await post({ reference: 'NEVER', ...change });
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect((await bank.call('GET', '/v1/direct-debits/NEVER')).body.code).toBe('not_found');
  });

  it.each([
    ['insufficient_funds', { reference: 'F-1', amount: '700.01' }],
    ['account_unknown', { reference: 'F-2', debtor_account: 'NOBODY' }],
  ])('fail with %s and move nothing', async (code, change) => {
    expect((await post(change)).status).toBe(202);
    expect(await settled(change.reference)).toMatchObject({ status: 'failed', failure_code: code });
    expect([await bank.balanceOf('PAYER1'), await bank.balanceOf('CITY01')]).toEqual(['700', '300']);
  });

  it('fail with currency_mismatch when the debtor keeps another currency', async () => {
    await bank.call('POST', '/v1/accounts', {
      account_number: 'YEN001',
      holder_name: 'Y',
      currency: 'JPY',
      opening_balance: '99',
    });
    await post({ reference: 'F-3', debtor_account: 'YEN001', amount: '1' });
    expect(await settled('F-3')).toMatchObject({ status: 'failed', failure_code: 'currency_mismatch' });
  });

  it('debit once when 20 identical requests come at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post({ reference: 'RACE', amount: '100' })),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    await settled('RACE');
    expect(await bank.balanceOf('PAYER1')).toBe('600');
  });

  it('never overdraw: of 20 debits of 100 from 600, six succeed', async () => {
    const references = Array.from({ length: 20 }, (_, index) => `MANY-${index}`);
    await Promise.all(references.map((reference) => post({ reference, amount: '100' })));
    const outcomes = await Promise.all(references.map(settled));
    expect(outcomes.filter(({ status }) => status === 'succeeded')).toHaveLength(6);
    expect([await bank.balanceOf('PAYER1'), await bank.balanceOf('CITY01')]).toEqual(['0', '1000']);
  });
});
