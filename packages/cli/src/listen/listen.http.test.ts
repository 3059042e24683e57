import { API_VERSION } from '@tamsui/sdk';
import { verifyWebhook } from '@tamsui/sdk/webhooks';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type CliCity, openCity, openReceiver, type Received } from '../city.testing.ts';
import type { JsonObject } from '../output.ts';
import { call } from '../run-cli.testing.ts';

let city: CliCity;
let receiver: Awaited<ReturnType<typeof openReceiver>>;

beforeAll(async () => {
  city = await openCity();
}, 180_000);

afterAll(() => city.stop());

beforeEach(async () => {
  receiver = await openReceiver();
  return receiver.close;
});

/** `tamsui listen` until it is told to end. */
function listen(...args: readonly string[]) {
  const ending = new AbortController();
  const lines: JsonObject[] = [];
  const onLine = (line: string) => lines.push(JSON.parse(line) as JsonObject);
  const wanted = ['listen', '--json', '--forward-to', receiver.url, '--types', 'payment.succeeded', ...args];
  const ended = call(wanted, { env: city.env, signal: ending.signal, onLine });
  const ofType = (type: string) => lines.filter((line) => line.type === type);
  return {
    ofType,
    /** Payments that it has told, in its order. */
    told: () => ofType('event').map(({ event }) => String((event as JsonObject).object_id)),
    untilListening: () => vi.waitUntil(() => ofType('listening').length > 0, PATIENCE),
    untilTold: (count: number) => vi.waitUntil(() => ofType('event').length >= count, PATIENCE),
    /** @returns its last line, which says where to go on */
    end: async () => {
      ending.abort();
      expect((await ended).code).toBe(0);
      expect(lines.at(-1)?.type).toBe('ended');
      return String(lines.at(-1)?.after);
    },
  };
}

const PATIENCE = { timeout: 30_000, interval: 50 };
const objectOf = ({ body }: Received) => String((JSON.parse(body) as JsonObject).object_id);
const idOf = ({ headers }: Received) => String(headers['webhook-id']);

let amount = 10;

/** Another amount each time: the same one a moment later is taken for a mistake. */
async function pay(): Promise<string> {
  amount += 1;
  const code = await city.newCode();
  const paid = await call(['pay', '--amount', String(amount), '--code', code, '--json'], city);
  expect(paid).toMatchObject({ code: 0, json: { status: 'succeeded' } });
  return String(paid.json.id);
}

test('every event comes signed: the independent library and the SDK read it, and no other secret does', async () => {
  const listening = listen();
  await listening.untilListening();
  const paid = [await pay(), await pay()];
  await listening.untilTold(2);
  await listening.end();
  expect(receiver.received.map(objectOf)).toEqual(paid);
  const secret = String(listening.ofType('listening')[0]?.secret);
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  for (const { headers, body } of receiver.received) {
    const plain = headers as Record<string, string>;
    expect(new Webhook(secret).verify(body, plain)).toMatchObject({ type: 'payment.succeeded' });
    expect(verifyWebhook(secret, plain, body)).toEqual(JSON.parse(body));
    // As the described webhook has it, beside the event itself.
    expect(JSON.parse(body)).toMatchObject({ api_version: API_VERSION, timestamp: expect.any(String) });
    expect(() => verifyWebhook(other, plain, body)).toThrow();
  }
}, 90_000);

test('what a receiver refuses is tried again under the same id, and the others wait in their order', async () => {
  const listening = listen();
  await listening.untilListening();
  let failures = 0;
  receiver.answers(async () => (failures++ < 2 ? 500 : 204));
  const paid = [await pay(), await pay()];
  await listening.untilTold(2);
  await listening.end();
  expect(listening.told()).toEqual(paid);
  expect(receiver.received.map(objectOf)).toEqual([paid[0], paid[0], paid[0], paid[1]]);
  expect(new Set(receiver.received.slice(0, 3).map(idOf)).size).toBe(1);
  expect(listening.ofType('event')[0]).toMatchObject({ delivery: { ok: true, attempts: 3 } });
}, 90_000);

test('a receiver that is started anew gets what came meanwhile', async () => {
  const listening = listen('--attempts', '10');
  await listening.untilListening();
  await receiver.close();
  const paid = [await pay(), await pay()];
  await receiver.reopen();
  await listening.untilTold(2);
  await listening.end();
  expect(receiver.received.map(objectOf)).toEqual(paid);
}, 90_000);

test('after a restart it goes on where it was, also when it was ended in the middle of a delivery', async () => {
  const first = listen();
  await first.untilListening();
  const paid = [await pay()];
  await first.untilTold(1);
  let letGo = () => {};
  receiver.answers(
    () =>
      new Promise((resolve) => {
        letGo = () => resolve(204);
      }),
  );
  paid.push(await pay());
  await vi.waitUntil(() => receiver.received.length === 2, PATIENCE);
  const after = await first.end();
  letGo();
  receiver.answers(async () => 204);
  paid.push(await pay());
  const second = listen('--after', after);
  await second.untilTold(2);
  await second.end();
  expect([...first.told(), ...second.told()]).toEqual(paid);
  const ids = receiver.received.map(idOf);
  expect(ids[1]).toBe(ids[2]);
}, 90_000);

test('while the API is away it waits, and then misses nothing and tells nothing twice', async () => {
  const listening = listen();
  await listening.untilListening();
  const paid = [await pay()];
  await listening.untilTold(1);
  const api = city.services.services.transactions;
  await api.kill();
  await vi.waitUntil(() => listening.ofType('disconnected').length > 1, PATIENCE);
  await api.restart();
  paid.push(await pay(), await pay());
  await listening.untilTold(3);
  await listening.end();
  expect(listening.told()).toEqual(paid);
  expect(receiver.received.map(objectOf)).toEqual(paid);
  expect(listening.ofType('listening').length).toBeGreaterThan(1);
}, 120_000);
