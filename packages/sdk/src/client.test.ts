import { afterEach, expect, it } from 'vitest';
import { bearer } from './authorization.ts';
import { createClient, type TamsuiClient } from './client.ts';
import { API_VERSION } from './generated/operations.ts';
import {
  answer,
  impatientClock,
  type LocalServer,
  problem,
  type Script,
  startLocalServer,
} from './local-server.testing.ts';
import { paginate } from './paginate.ts';
import { TamsuiError } from './tamsui-error.ts';
import { waitForPayment } from './wait-for-payment.ts';

let server: LocalServer | undefined;
afterEach(() => server?.stop());

async function clientOf(script: Script) {
  server = await startLocalServer(script);
  const clock = impatientClock();
  const client = createClient({ baseUrl: `${server.url}/`, authorization: bearer('mk_test_1'), clock });
  return { client, clock, heard: server.heard };
}

const payment = {
  code: '123456789012345678',
  amount: '120',
  currency: 'TWD',
  terminal: 'ter_1',
  order_reference: 'A-1',
} as const;
const pay = (client: TamsuiClient, options = {}) =>
  client.call('createPayment', { body: payment, ...options });

async function errorOf(asking: Promise<unknown>): Promise<TamsuiError> {
  const error = await asking.catch((thrown: unknown) => thrown);
  if (error instanceof TamsuiError) return error;
  throw new Error(`no TamsuiError: ${String(error)}`);
}

it.each([
  ['in progress', 409, 'idempotency_request_in_progress'],
  ['too many', 429, 'quota_exceeded'],
  ['overloaded', 503, 'overloaded'],
])('retries what is %s under one key and with one body', async (_, status, code) => {
  const { client, heard } = await clientOf((_request, response, nth) =>
    nth < 3 ? answer(response, status, problem(status, code, true)) : answer(response, 201, { id: 'pay_1' }),
  );
  expect(await pay(client)).toEqual({ id: 'pay_1' });
  expect(heard).toHaveLength(3);
  expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(heard.map(({ body }) => JSON.parse(body))).toEqual([payment, payment, payment]);
  expect(heard[0]?.headers.authorization).toBe('Bearer mk_test_1');
});

it('speaks in every attempt the version of the API that its types are of', async () => {
  const { client, heard } = await clientOf((_request, response, nth) =>
    nth === 1 ? response.destroy() : answer(response, 201, { id: 'pay_1' }),
  );
  await pay(client);
  expect(API_VERSION).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
  expect(heard.map(({ headers }) => headers['tamsui-version'])).toEqual([API_VERSION, API_VERSION]);
});

it('retries after a lost connection, and makes another key for another call', async () => {
  const { client, heard } = await clientOf((_request, response, nth) =>
    nth === 1 ? response.destroy() : answer(response, 201, { id: 'pay_1' }),
  );
  await pay(client);
  await pay(client);
  const keys = heard.map(({ headers }) => headers['idempotency-key']);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});

it('sends the key that the caller has kept', async () => {
  const { client, heard } = await clientOf((_request, response) => answer(response, 201, {}));
  await pay(client, { idempotencyKey: 'kept-1' });
  expect(heard[0]?.headers['idempotency-key']).toBe('kept-1');
});

it('waits as long as Retry-After says, and longer each time without it', async () => {
  const { client, clock } = await clientOf((_request, response, nth) => {
    if (nth === 4) return answer(response, 201, {});
    answer(response, 503, problem(503, 'overloaded', true), nth === 1 ? { 'retry-after': '7' } : {});
  });
  await pay(client);
  expect(clock.pauses).toEqual([7_000, 200, 400]);
});

it('gives up before a pause that ends behind the deadline', async () => {
  const { client, heard } = await clientOf((_request, response) =>
    answer(response, 503, problem(503, 'overloaded', true), { 'retry-after': '7' }),
  );
  const error = await errorOf(pay(client, { deadlineMs: 15_000, idempotencyKey: 'kept-2' }));
  expect(error).toMatchObject({ code: 'overloaded', retryable: true, idempotencyKey: 'kept-2' });
  expect(heard).toHaveLength(3);
});

it('does not repeat a refusal, and gives all that it says', async () => {
  const { client, heard } = await clientOf((_request, response) =>
    answer(response, 402, {
      ...problem(402, 'insufficient_funds', false),
      money_moved: false,
      errors: [{ pointer: '/amount', code: 'too_much', message: 'too much' }],
      left: '5',
    }),
  );
  const error = await errorOf(pay(client));
  expect(error).toMatchObject({
    code: 'insufficient_funds',
    message: 'It is insufficient_funds.',
    status: 402,
    requestId: 'req_2',
    retryable: false,
    moneyMoved: false,
    errors: [{ pointer: '/amount' }],
    problem: { left: '5' },
  });
  expect(heard).toHaveLength(1);
});

it('never repeats what has no key when nobody knows whether it was done', async () => {
  const { client, heard } = await clientOf((_request, response) => response.destroy());
  const error = await errorOf(client.call('freezeWallet'));
  expect(error).toMatchObject({ code: 'no_answer', status: null, retryable: true, moneyMoved: undefined });
  expect(heard).toHaveLength(1);
});

it('repeats what has no key when it was turned away before', async () => {
  const { client, heard } = await clientOf((_request, response, nth) =>
    nth === 1 ? answer(response, 429, problem(429, 'quota_exceeded', true)) : answer(response, 200, {}),
  );
  await client.call('freezeWallet');
  expect(heard).toHaveLength(2);
});

it('ends at once when the caller ends it', async () => {
  const { client } = await clientOf(() => undefined);
  const ending = new AbortController();
  const asking = client.call('getWallet', { signal: ending.signal });
  ending.abort(new Error('enough'));
  await expect(asking).rejects.toThrow('enough');
});

it('ends every call when the client is ended, also between two attempts', async () => {
  const ending = new AbortController();
  server = await startLocalServer((_request, response) => {
    answer(response, 503, problem(503, 'overloaded', true), { 'retry-after': '30' });
    setTimeout(() => ending.abort(new Error('enough')), 10);
  });
  const client = createClient({ baseUrl: server.url, signal: ending.signal });
  await expect(client.call('getWallet')).rejects.toThrow('enough');
  await expect(client.call('getWallet', { signal: new AbortController().signal })).rejects.toThrow('enough');
  expect(server.heard).toHaveLength(1);
});

it('brings a file byte for byte, after as many attempts as a call has', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const { client, heard } = await clientOf((_request, response, nth) => {
    if (nth === 1) response.destroy();
    else response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes);
  });
  const input = { path: { id: 'mer_1' }, query: { format: 'pdf' } } as const;
  expect((await client.download('getMerchantPeriodStatement', input)).bytes).toEqual(bytes);
  expect(heard.map(({ url }) => url)[1]).toBe('/v1/merchants/mer_1/statement?format=pdf');
});

it('names an answer that is none of the API, and follows no redirect with a token', async () => {
  const { client, heard } = await clientOf((_request, response, nth) => {
    if (nth === 1) response.end('<html>');
    else response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await errorOf(client.call('getWallet'))).toMatchObject({ code: 'unreadable_answer', status: 200 });
  expect(await errorOf(client.call('getWallet'))).toMatchObject({ code: 'unreadable_answer', status: 307 });
  expect(heard.map(({ url }) => url)).toEqual(['/v1/wallet', '/v1/wallet']);
});

it('goes through every page, with a cursor and, for events, behind the last one', async () => {
  const { client, heard } = await clientOf((_request, response, nth) =>
    answer(response, 200, { data: [{ id: `n${nth}` }], has_more: nth % 2 === 1, next_cursor: `c${nth}` }),
  );
  const ids: string[] = [];
  for await (const { id } of paginate(client, 'listPayments', { query: { limit: 1 } })) ids.push(id);
  for await (const { id } of paginate(client, 'listEvents', {})) ids.push(id);
  expect(ids).toEqual(['n1', 'n2', 'n3', 'n4']);
  expect(heard.map(({ url }) => url)).toEqual([
    '/v1/payments?limit=1',
    '/v1/payments?limit=1&cursor=c1',
    '/v1/events',
    '/v1/events?after=c3',
  ]);
});

it('waits until a payment is finished, and not for ever', async () => {
  const { client } = await clientOf((_request, response, nth) =>
    answer(response, 200, { id: 'pay_1', finished: nth === 3, status: nth === 3 ? 'succeeded' : 'waiting' }),
  );
  expect(await waitForPayment(client, 'pay_1')).toMatchObject({ status: 'succeeded' });
  expect(await errorOf(waitForPayment(client, 'pay_1', { timeoutMs: 5_000 }))).toMatchObject({
    code: 'still_unfinished',
    retryable: true,
  });
});

it('waits for a payment no longer than it was told, when the API is away', async () => {
  const { client, clock } = await clientOf((_request, response) =>
    answer(response, 503, problem(503, 'away', true), { 'retry-after': '2' }),
  );
  const error = await errorOf(waitForPayment(client, 'pay_1', { timeoutMs: 5_000 }));
  expect(error).toMatchObject({ code: 'away', retryable: true });
  expect(clock.pauses).toEqual([2_000, 2_000]);
});

it('says which part of a path is missing', async () => {
  const { client, heard } = await clientOf((_request, response) => answer(response, 200, {}));
  await expect(client.call('getPayment', { path: { id: '' } })).rejects.toThrow('path.id is missing');
  await client.call('getPayment', { path: { id: '../merchant' } });
  expect(heard[0]?.url).toBe('/v1/payments/..%2Fmerchant');
});
