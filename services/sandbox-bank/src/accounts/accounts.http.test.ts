import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank } from '../bank.testing.ts';
import { queryRows } from '../database/database.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
const body = {
  account_number: '99900000000001',
  holder_name: '淡水城市錢包',
  currency: 'TWD',
  opening_balance: '10000',
};
const printed = {
  account_number: '99900000000001',
  holder_name: '淡水城市錢包',
  currency: 'TWD',
  balance: '10000',
};

describe('accounts', () => {
  it('open once with an opening entry; the same again answers the same', async () => {
    const answers = [
      await bank.call('POST', '/v1/accounts', body),
      await bank.call('POST', '/v1/accounts', body),
    ];
    expect(answers.map(({ status, body: account }) => [status, account])).toEqual([
      [201, printed],
      [200, printed],
    ]);
    expect(
      await queryRows(bank.database, 'select kind, direction, balance_minor from sandbox_bank.entries'),
    ).toEqual([{ kind: 'opening', direction: 'credit', balance_minor: 1_000_000n }]);
    expect((await bank.call('GET', '/v1/accounts/99900000000001')).body).toEqual(printed);
  });

  it('refuse the number for another name, currency or opening balance with account_differs', async () => {
    for (const change of [{ holder_name: 'x' }, { currency: 'JPY' }, { opening_balance: '1' }]) {
      const answer = await bank.call('POST', '/v1/accounts', { ...body, ...change });
      expect([answer.status, answer.body.code]).toEqual([409, 'account_differs']);
    }
  });

  it('open at zero without an entry', async () => {
    const answer = await bank.call('POST', '/v1/accounts', {
      ...body,
      account_number: 'ZERO00',
      opening_balance: '0',
    });
    expect([answer.status, answer.body.balance]).toEqual([201, '0']);
    const rows = await queryRows(
      bank.database,
      `select 1 from sandbox_bank.entries where account_number = 'ZERO00'`,
    );
    expect(rows).toEqual([]);
  });

  it('are opened once by 20 requests at the same moment', async () => {
    const same = { ...body, account_number: 'RACE00' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bank.call('POST', '/v1/accounts', same)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    expect(await bank.balanceOf('RACE00')).toBe('10000');
  });

  it('answer not_found when there is none', async () => {
    const answer = await bank.call('GET', '/v1/accounts/NOBODY');
    expect([answer.status, answer.type, answer.body.code]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      'not_found',
    ]);
  });

  it('answer validation_failed with a pointer to each wrong field', async () => {
    const answer = await bank.call('POST', '/v1/accounts', {
      ...body,
      account_number: 'a',
      opening_balance: '1.234',
      more: 1,
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '#/account_number',
      '#/more',
    ]);
    const amount = await bank.call('POST', '/v1/accounts', { ...body, opening_balance: '1.234' });
    expect(amount.body.errors).toMatchObject([{ pointer: '#/opening_balance', code: 'amount_decimals' }]);
  });

  it('answer unauthenticated without the token or with another one', async () => {
    for (const authorization of ['', 'Bearer wrong', `Basic ${btoa('a:b')}`]) {
      const answer = await fetch(`${bank.url}/v1/accounts/RACE00`, { headers: { authorization } });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
    }
  });

  it('keep entries for ever: update, delete and truncate are refused by the database', async () => {
    for (const sql of [
      'update sandbox_bank.entries set amount_minor = 1',
      'delete from sandbox_bank.entries',
      'truncate sandbox_bank.entries',
    ]) {
      await expect(queryRows(bank.database, sql)).rejects.toThrow(/never changed or removed/);
    }
  });
});
