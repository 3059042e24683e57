import { newUuid, type Uuid } from '@tamsui/ids';
import { createDatabase, withTrx } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { countWaitingFor } from '../testing/waiting-for.ts';
import { finishAttempt } from './deliver.ts';
import { PING_TYPE } from './delivery.ts';
import { listAttempts } from './delivery-log-store.ts';
import {
  type ClaimedDelivery,
  cancelDeliveries,
  claimDeliveries,
  giveBack,
  markDelivered,
} from './delivery-queue-store.ts';
import { lockEndpoint } from './endpoint-store.ts';
import { insertDeliveries } from './fan-out-store.ts';

const { url } = await createTestDatabase();
const database = createDatabase({
  connectionString: url,
  applicationName: 'test',
  poolSize: 8,
  logger: createLogger('test', 'silent'),
});
afterAll(() => database.destroy());
afterAll(clear);
beforeEach(clear);

const now = new Date('2026-11-24T04:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);

async function clear(): Promise<void> {
  for (const table of ['webhook_deliveries', 'webhook_endpoints', 'merchants'])
    await database.raw(`delete from transactions.${table}`);
}

async function endpointWith(deliveries: number): Promise<Uuid> {
  const [merchantId, endpointId] = [newUuid(), newUuid()];
  await database.raw(
    `insert into transactions.merchants (id, name, payout_holder_name, payout_bank_code, payout_account_number,
                                         payable_account, currency, created_at)
     values (:merchantId, 'Tea', 'Tea', '808', '0123456789', :account, 'TWD', :now)`,
    { merchantId, account: newUuid(), now },
  );
  await database.raw(
    `insert into transactions.webhook_endpoints (id, merchant_id, url, api_version, from_sequence, created_at)
     values (:endpointId, :merchantId, 'https://shop.example.com/', '2026-11-24', 0, :now)`,
    { endpointId, merchantId, now },
  );
  const matches = Array.from({ length: deliveries }, () => ({
    endpointId,
    eventId: newUuid(),
    type: PING_TYPE,
  }));
  await withTrx(database, (trx) => insertDeliveries(trx, matches, { origin: 'ping', now }));
  return endpointId;
}

const claim = (at: Date = now, limit = 64): Promise<ClaimedDelivery[]> =>
  withTrx(database, (trx) => claimDeliveries(trx, { now: at, limit }));

it('claims nothing where nothing waits', async () => {
  expect(await claim()).toEqual([]);
});

it('takes four of an endpoint at a time, and of each endpoint its share', async () => {
  const [one, two] = [await endpointWith(9), await endpointWith(2)];
  const claimed = await claim();
  const countOf = (id: Uuid) => claimed.filter(({ endpointId }) => endpointId === id).length;
  expect([countOf(one), countOf(two)]).toEqual([4, 2]);
  expect(claimed.every(({ attempt }) => attempt === 1)).toBe(true);
  expect(await claim()).toEqual([]);
});

it('gives each delivery to one of many who claim at the same time, and never more than four of an endpoint', async () => {
  for (let n = 0; n < 5; n += 1) await endpointWith(12);
  const rounds = await Promise.all(Array.from({ length: 12 }, () => claim()));
  const claimed = rounds.flat();
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
  const { rows } = await database.raw<{ rows: { most: number }[] }>(
    `select max(count)::integer as most from (select count(*) from transactions.webhook_deliveries
      where status = 'sending' group by endpoint_id) counted`,
  );
  expect(rows[0]?.most).toBe(4);
});

it('has every delivery claimed once, however many claim and finish at the same time', async () => {
  for (let n = 0; n < 3; n += 1) await endpointWith(20);
  const sent: Uuid[] = [];
  async function work(): Promise<void> {
    for (let idle = 0; idle < 20; ) {
      const claimed = await claim();
      idle = claimed.length === 0 ? idle + 1 : 0;
      for (const { id } of claimed) {
        sent.push(id);
        await withTrx(database, (trx) => markDelivered(trx, id, now));
      }
    }
  }
  await Promise.all([work(), work(), work()]);
  expect(sent).toHaveLength(60);
  expect(new Set(sent).size).toBe(60);
});

it('takes again what a process that died had taken, and the log says so', async () => {
  await endpointWith(1);
  const [first] = await claim();
  expect(await claim(later(59_000))).toEqual([]);
  const [second] = await claim(later(60_000));
  expect(second).toMatchObject({ id: first?.id, attempt: 2 });
  const log = await listAttempts(database, first === undefined ? [] : [first.id]);
  expect(log).toMatchObject([{ attempt: 1, startedAt: now, durationMs: null, error: 'interrupted' }]);
});

it('puts back what a process that stops had taken, as if it had not begun', async () => {
  await endpointWith(1);
  const [first] = await claim();
  if (first !== undefined) await giveBack(database, first, now);
  expect(await claim()).toEqual([first]);
});

it('leaves alone an endpoint that rests, is disabled or removed, and tries a failing one with one at a time', async () => {
  const id = await endpointWith(6);
  const set = (values: string) => database.raw(`update transactions.webhook_endpoints set ${values}`);
  await set(`resting_until = '${later(1).toISOString()}'`);
  expect(await claim()).toEqual([]);
  await set(`resting_until = null, deleted_at = '${now.toISOString()}'`);
  expect(await claim()).toEqual([]);
  await set(`deleted_at = null, disabled_at = '${now.toISOString()}', disabled_reason = 'by_hand'`);
  expect(await claim()).toEqual([]);
  const since = now.toISOString();
  await set(`disabled_at = null, disabled_reason = null, failures_in_row = 1, failing_since = '${since}'`);
  expect(await claim()).toMatchObject([{ endpointId: id }]);
  expect(await claim()).toEqual([]);
});

it.each([
  ['goes well', null],
  ['fails', 'timeout'],
] as const)('lets an endpoint be removed while an attempt that %s is written down', async (_how, error) => {
  const endpointId = await endpointWith(1);
  const [delivery] = await claim();
  if (delivery === undefined) throw new Error('nothing was claimed');
  const result = { error, status: null, durationMs: 1, responseStart: null, retryAfterMs: null };
  const deps = { database, clock: { now: () => later(1) }, chance: () => 0.5 };
  const { written } = await withTrx(database, async (trx) => {
    await lockEndpoint(trx, endpointId);
    const finishing = finishAttempt(deps, delivery, { result, startedAt: now });
    await expect.poll(() => countWaitingFor(database, trx)).toBe(1);
    await cancelDeliveries(trx, endpointId, later(1));
    return { written: finishing };
  });
  await written;
  expect(await listAttempts(database, [delivery.id])).toMatchObject([{ attempt: 1, error }]);
});
