import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openTestBank } from '../bank.testing.ts';

const bank = await openTestBank();
afterAll(() => bank.stop());
await bank.call('POST', '/v1/accounts', {
  account_number: '700987654321',
  holder_name: 'Tamsui Tea House, Ltd.',
  currency: 'TWD',
  opening_balance: '0',
});
const question = { bank_code: '999', account_number: '700987654321', holder_name: 'Tamsui Tea House, Ltd.' };
const ask = (change: object = {}) => bank.call('POST', '/v1/account-checks', { ...question, ...change });

describe('a question whose account it is', () => {
  it.each([
    ['the name as it is', {}, 'match'],
    ['the name as people type it', { holder_name: ' ｔａｍｓｕｉ tea-house LTD' }, 'match'],
    ['another name', { holder_name: 'Tamsui Tee House, Ltd.' }, 'no_match'],
    ['a part of the name', { holder_name: 'Tamsui Tea House' }, 'no_match'],
    ['an account that is not kept here', { account_number: '700000000000' }, 'unknown'],
    ['an account at another bank', { bank_code: '808' }, 'unknown'],
  ])('by %s', async (_by, change, result) => {
    const answer = await ask(change);
    expect([answer.status, answer.body.result]).toEqual([200, result]);
  });

  it('is answered with neither the name nor the balance', async () => {
    expect((await ask({ holder_name: 'x' })).body).toEqual({
      account_number: '700987654321',
      result: 'no_match',
    });
  });

  it('names every field that is wrong', async () => {
    const answer = await ask({ bank_code: 'x', account_number: 1, holder_name: '', more: 1 });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '#/account_number',
      '#/bank_code',
      '#/holder_name',
      '#/more',
    ]);
  });
});

describe('a bank that misbehaves', () => {
  afterEach(() => bank.call('PUT', '/v1/misbehaviour', {}));
  const misbehave = (manner: string) => bank.call('PUT', '/v1/misbehaviour', { account_checks: manner });

  it.each([
    ['late', 202, { account_number: '700987654321', result: 'late' }],
    ['garbled', 200, { result: 'perhaps' }],
    ['mixed_up', 200, { account_number: '00000000000000', result: 'match' }],
  ])('is %s', async (manner, status, body) => {
    await misbehave(manner);
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it('fails, or hangs up, and says so where it is asked how it behaves', async () => {
    await misbehave('failing');
    expect((await ask()).status).toBe(500);
    await misbehave('hang_up');
    await expect(ask()).rejects.toThrow();
    expect((await bank.call('GET', '/v1/misbehaviour')).body).toMatchObject({ account_checks: 'hang_up' });
  });

  it('does not take a manner that is none', async () => {
    expect((await misbehave('rude')).status).toBe(422);
  });
});
