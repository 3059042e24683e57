import { createTestDatabase } from '@tamsui/testing';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { TEST_SECRET, TEST_TOKEN, until } from './bank.testing.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { connectDatabase, queryRows } from './database/database.ts';
import { serveBank } from './serve.ts';
import { openReceiver } from './webhooks/receiver.testing.ts';

const { url: databaseUrl } = await createTestDatabase();
const silent = pino({ level: 'silent' });
const configFor = (webhookUrl: string) =>
  readConfig({
    DATABASE_URL: databaseUrl,
    PORT: '0',
    BANK_API_TOKEN: TEST_TOKEN,
    BANK_WEBHOOK_SECRET: TEST_SECRET,
    WEBHOOK_URL: webhookUrl,
  });
const headers = { authorization: `Bearer ${TEST_TOKEN}`, 'content-type': 'application/json' };
const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });

describe('serveBank', () => {
  it('stops while a webhook fails, and a new process delivers it under the same id', async () => {
    const receiver = await openReceiver();
    receiver.answer = () => 500;
    const first = await serveBank(configFor(receiver.url), systemClock, silent);
    for (const [number, balance] of [
      ['CITY01', '0'],
      ['PAYER1', '5'],
    ]) {
      const account = { account_number: number, holder_name: 'x', currency: 'TWD', opening_balance: balance };
      await post(`${first.url}/v1/accounts`, account);
    }
    const order = {
      reference: 'S-1',
      debtor_account: 'PAYER1',
      creditor_account: 'CITY01',
      amount: '5',
      currency: 'TWD',
    };
    await post(`${first.url}/v1/direct-debits`, order);
    await until('the first try', async () => receiver.received[0]);
    await first.stop();
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();

    receiver.answer = () => 204;
    const failedCount = receiver.received.length;
    const second = await serveBank(configFor(receiver.url), systemClock, silent);
    const delivered = await until('the next try', async () => receiver.received[failedCount]);
    expect(delivered.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
    await second.stop();
    const database = connectDatabase(databaseUrl, silent);
    expect(await queryRows(database, 'select status from sandbox_bank.deliveries')).toEqual([
      { status: 'delivered' },
    ]);
    await database.destroy();
    await receiver.close();
  });
});
