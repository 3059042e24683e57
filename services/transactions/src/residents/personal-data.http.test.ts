import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, fund, pay, type TestResident } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ bank: true });
const { api, database, operatorToken } = service;

const CANARY = {
  name: 'Canary Wangolino',
  bank_account: '700CANARYACCOUNT1',
  phone_number: '+886912340001',
};
const PIN = '730164';

async function join(body: object, key?: string) {
  return api.post('/v1/residents', { token: operatorToken, body, ...(key === undefined ? {} : { key }) });
}

async function residentOf(body: object): Promise<TestResident> {
  const created = await join(body);
  return { id: textOf(created, 'id'), token: textOf(created, 'token') };
}

/** Every value of every row of the schemas, as text; bytes as they are and as hexadecimal digits. */
async function dump(schemas: readonly string[]): Promise<string> {
  const { rows: tables } = await database.raw<{ rows: { schema: string; name: string }[] }>(
    `select table_schema as schema, table_name as name from information_schema.tables
      where table_schema = any (:schemas) and table_type = 'BASE TABLE'`,
    { schemas: [...schemas] },
  );
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await database.raw<{ rows: object[] }>(`select * from ${schema}.${name}`);
    for (const value of rows.flatMap((row) => Object.values(row) as unknown[]))
      texts.push(Buffer.isBuffer(value) ? value.toString('latin1') : textOfValue(value));
  }
  return texts.join('\n');
}

function textOfValue(value: unknown): string {
  const print = (_key: string, part: unknown): unknown => (typeof part === 'bigint' ? String(part) : part);
  return typeof value === 'string' ? value : (JSON.stringify(value, print) ?? '');
}

describe('what is known of a resident', () => {
  it('is readable in no table of the service and of the book, after all that can be done with a wallet', async () => {
    const resident = await residentOf(CANARY);
    const { token } = resident;
    const merchant = await createMerchant(service);
    const topUp = await api.post('/v1/top-ups', { token, body: { amount: '500', currency: 'TWD' } });
    expect(topUp.status).toBe(202);
    await fund(service, resident, '700');
    expect((await pay(service, resident, merchant)).status).toBe(201);
    await api.put('/v1/pin', { token, body: { pin: PIN } });
    const cap = { amount: '200', currency: 'TWD' };
    await api.put('/v1/wallet/limits', { token, body: { single: cap, day: null, month: null } });
    await api.post('/v1/wallet/freeze', { token, body: {} });
    const text = await dump(['transactions', 'book_main']);
    // The dump sees what it should: the shop is not a person.
    expect(text).toContain('Old Street Tea');
    expect(text).toContain(textOf(topUp, 'id'));
    for (const value of [...Object.values(CANARY), '912340001', 'Wangolino', PIN]) {
      expect(text.includes(value), value).toBe(false);
    }
  });

  it('reaches the bank all the same', async () => {
    const account = '700123450001';
    const bank = { authorization: `Bearer ${service.bankToken}`, 'content-type': 'application/json' };
    for (const [number, balance] of [
      [account, '9000'],
      ['0010000000001', '0'],
    ]) {
      const body = { account_number: number, holder_name: 'x', currency: 'TWD', opening_balance: balance };
      await fetch(`${service.bankUrl}/v1/accounts`, {
        method: 'POST',
        headers: bank,
        body: JSON.stringify(body),
      });
    }
    const { token } = await residentOf({ name: 'Lin Mei', bank_account: account });
    const id = textOf(
      await api.post('/v1/top-ups', { token, body: { amount: '500', currency: 'TWD' } }),
      'id',
    );
    const status = async () => {
      service.clock.setTo(new Date());
      return (await api.get(`/v1/top-ups/${id}`, { token })).body.status;
    };
    await expect.poll(status, { timeout: 20_000 }).toBe('succeeded');
  });
});

describe('a phone number', () => {
  it('belongs to one resident', async () => {
    const phone_number = '0912-340-002';
    const first = await join({ name: 'One', bank_account: '0081234567890', phone_number });
    expect(first.status).toBe(201);
    const second = await join({ name: 'Two', bank_account: '0081234567890', phone_number: '+886912340002' });
    expectFieldProblem(second, 409, '/phone_number', 'phone_number_taken');
  });

  it('that was taken leaves the Idempotency-Key free for another try, of another assurance, too', async () => {
    const phone_number = '0912-340-009';
    expect((await join({ name: 'One', bank_account: '0081234567890', phone_number })).status).toBe(201);
    const key = randomUUID();
    const two = { name: 'Two', bank_account: '0081234567890' };
    const refused = await join({ ...two, assurance: 'gold', phone_number }, key);
    expectFieldProblem(refused, 409, '/phone_number', 'phone_number_taken');
    expect((await join({ ...two, assurance: 'general' }, key)).status).toBe(201);
    const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
      `select count(*) as count from transactions.residents residents
        where not exists (select from transactions.personal_values values where values.resident_id = residents.id)`,
    );
    expect(rows[0]?.count).toBe(0n);
  });

  it.each(['12', 'call me', '+0123456789'])('is not %j', async (phone_number) => {
    const answer = await join({ name: 'One', bank_account: '0081234567890', phone_number });
    expectFieldProblem(answer, 400, '/phone_number', 'phone_number_malformed');
  });
});

describe('erasing a person', () => {
  const erase = ({ id }: TestResident) =>
    api.delete(`/v1/residents/${id}/personal-data`, { token: operatorToken });

  it('needs an empty wallet, and leaves a resident without a bank account', async () => {
    const resident = await residentOf({ name: 'Lin Mei', bank_account: '0081234567890' });
    await fund(service, resident, '100');
    expectProblem(await erase(resident), 409, 'wallet_not_empty');
    const merchant = await createMerchant(service);
    expect((await pay(service, resident, merchant, '100')).status).toBe(201);
    expect((await erase(resident)).status).toBe(204);
    expect((await erase(resident)).status).toBe(204);
    const topUp = { token: resident.token, body: { amount: '100', currency: 'TWD' } };
    expectProblem(await api.post('/v1/top-ups', topUp), 409, 'no_bank_account');
  });

  it('leaves a token that sends no money and asks for none', async () => {
    const erased = await residentOf({ name: 'Lin Mei', bank_account: '0081234567890' });
    const { token } = erased;
    const friend = await residentOf({ name: 'Chen Hao', bank_account: '0081234567891' });
    const { id: wallet } = (await api.get('/v1/wallet', { token: friend.token })).body;
    expect((await erase(erased)).status).toBe(204);
    const looked = await api.post('/v1/payees/lookup', { token, body: { wallet } });
    const payee = textOf(looked, 'payee');
    const transfer = { payee, amount: '10', currency: 'TWD' };
    expectProblem(await api.post('/v1/transfers', { token, body: transfer }), 409, 'resident_erased');
    const request = { payers: [{ payee, amount: '10' }], currency: 'TWD' };
    expectProblem(await api.post('/v1/money-requests', { token, body: request }), 409, 'resident_erased');
  });

  it('is of somebody who is there', async () => {
    expectProblem(
      await erase({ id: 'res_00000000000000000000000000', token: '' }),
      404,
      'resident_not_found',
    );
  });
});
