import { Webhook } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestBank, TEST_SECRET, until } from '../bank.testing.ts';
import { queryRows } from '../database/database.ts';
import { openReceiver, type ReceivedWebhook } from './receiver.testing.ts';

const receiver = await openReceiver();
const bank = await openTestBank({ webhookUrl: receiver.url });
afterAll(async () => {
  await bank.stop();
  await receiver.close();
});
await bank.openAccount('CITY01', '0');
await bank.openAccount('PAYER1', '100000');

let nextNumber = 0;
const debit = async (amount = '1'): Promise<string> => {
  nextNumber += 1;
  const reference = `W-${nextNumber}`;
  const order = { reference, debtor_account: 'PAYER1', creditor_account: 'CITY01', amount, currency: 'TWD' };
  expect((await bank.call('POST', '/v1/direct-debits', order)).status).toBe(202);
  return reference;
};
const dataOf = (webhook: ReceivedWebhook) => JSON.parse(webhook.body).data;
const toldOf = (reference: string) =>
  receiver.received.filter((webhook) => dataOf(webhook).reference === reference);
const told = (reference: string, count = 1) =>
  until(`${count} webhooks of ${reference}`, async () =>
    toldOf(reference).length >= count ? toldOf(reference) : undefined,
  );
const finished = (status: string, count: number) =>
  until(`${count} deliveries ${status}`, async () => {
    const rows = await queryRows(bank.database, 'select id from sandbox_bank.deliveries where status = ?', [
      status,
    ]);
    return rows.length >= count ? rows : undefined;
  });
const misbehave = (how: object) => bank.call('PUT', '/v1/misbehaviour', how);

beforeEach(async () => {
  receiver.answer = () => 204;
  await misbehave({});
});

describe('webhooks', () => {
  it('tell of a success, signed so that the independent library verifies it', async () => {
    const reference = await debit('12.50');
    const [webhook] = await told(reference);
    if (webhook === undefined) throw new Error('no webhook');
    const event = new Webhook(TEST_SECRET).verify(webhook.body, {
      'webhook-id': String(webhook.headers['webhook-id']),
      'webhook-timestamp': String(webhook.headers['webhook-timestamp']),
      'webhook-signature': String(webhook.headers['webhook-signature']),
    });
    const { body } = await bank.call('GET', `/v1/direct-debits/${reference}`);
    expect(event).toEqual({
      type: 'direct_debit.succeeded',
      timestamp: body.booked_at,
      data: { id: body.id, reference, amount: '12.50', currency: 'TWD', creditor_account: 'CITY01' },
    });
  });

  it('tell of a failure with its code', async () => {
    const [webhook] = await told(await debit('99999999'));
    expect(JSON.parse(webhook?.body ?? '')).toMatchObject({
      type: 'direct_debit.failed',
      data: { failure_code: 'insufficient_funds' },
    });
  });

  it('are tried again under the same id until the receiver takes them, after 1 and 2 seconds', async () => {
    const before = receiver.received.length;
    receiver.answer = (requestNumber) => (requestNumber - before <= 2 ? 503 : 200);
    const tries = await told(await debit(), 3);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    const [first = 0, second = 0, third = 0] = tries.map(({ atMs }) => atMs);
    expect(second - first).toBeGreaterThan(950);
    expect(third - second).toBeGreaterThan(1_950);
    const id = String(tries[0]?.headers['webhook-id']);
    const [row] = await until('the delivery', async () => {
      const rows = await queryRows(
        bank.database,
        `select attempt_count, last_problem from sandbox_bank.deliveries where id = ? and status = 'delivered'`,
        [id],
      );
      return rows.length === 1 ? rows : undefined;
    });
    expect(row).toEqual({ attempt_count: 3, last_problem: 'answered 503' });
  });

  it('do not follow a redirect: it counts as a failure', async () => {
    receiver.answer = () => 307;
    const reference = await debit();
    const [webhook] = await told(reference);
    const id = String(webhook?.headers['webhook-id']);
    const rows = await until('the problem', async () => {
      const found = await queryRows<{ last_problem: string | null; status: string }>(
        bank.database,
        'select last_problem, status from sandbox_bank.deliveries where id = ?',
        [id],
      );
      return found[0]?.last_problem === null ? undefined : found;
    });
    expect(rows).toEqual([{ last_problem: 'answered 307', status: 'waiting' }]);
    receiver.answer = () => 204;
    expect(await told(reference, 2)).toHaveLength(2);
  });

  it('come in copies with the same id when the bank is told to', async () => {
    await misbehave({ webhook_copies: 3 });
    const copies = await told(await debit(), 3);
    expect(new Set(copies.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(copies).toHaveLength(3);
  });

  it('come late when the bank is told to', async () => {
    await misbehave({ webhook_delay_ms: 400 });
    const startedAt = performance.now();
    const [late] = await told(await debit());
    expect((late?.atMs ?? 0) - startedAt).toBeGreaterThan(400);
  });

  it('do not come when the bank drops them, while the direct debit can be asked for', async () => {
    await misbehave({ drop_webhooks: true });
    const reference = await debit();
    await finished('dropped', 1);
    await misbehave({});
    await told(await debit());
    expect(toldOf(reference)).toEqual([]);
    expect((await bank.call('GET', `/v1/direct-debits/${reference}`)).body.status).toBe('succeeded');
  });

  it('say how the bank behaves, and refuse nonsense', async () => {
    await misbehave({ webhook_copies: 2 });
    const good = {
      webhook_copies: 2,
      webhook_delay_ms: 0,
      drop_webhooks: false,
      account_checks: 'honest',
    };
    expect((await bank.call('GET', '/v1/misbehaviour')).body).toEqual(good);
    for (const how of [
      { webhook_copies: 6 },
      { webhook_delay_ms: 60_001 },
      { drop_webhooks: 'yes' },
      { more: 1 },
    ]) {
      expect((await misbehave(how)).body.code).toBe('validation_failed');
    }
    expect((await bank.call('GET', '/v1/misbehaviour')).body).toEqual(good);
  });

  it('tell of each direct debit of a burst of 300 exactly once', async () => {
    const references = await Promise.all(Array.from({ length: 300 }, () => debit()));
    await Promise.all(references.map((reference) => told(reference)));
    expect(references.map((reference) => toldOf(reference).length)).toEqual(references.map(() => 1));
  });
});
