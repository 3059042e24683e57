import { formatPublicId, newUuid } from '@tamsui/ids';
import { beforeAll, expect, it, vi } from 'vitest';
import { cashierAtTill } from '../cashiers/cashiers.testing.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
await fund(service, resident, '1000');
for (const amount of ['1', '2', '3']) await pay(service, resident, merchant, amount);
beforeAll(() =>
  vi.waitFor(async () => expect(await list(merchant.key, '?type=payment.succeeded')).toHaveLength(3), 5_000),
);

interface Listed {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly amount?: string };
}

async function list(token: string, query = ''): Promise<readonly Listed[]> {
  const answer = await api.get(`/v1/events${query}`, { token });
  expect(answer.status).toBe(200);
  return answer.body.data as readonly Listed[];
}

it('lists what happened, oldest first, in pages that go on behind the last event', async () => {
  const all = await list(merchant.key);
  const paged: Listed[] = [];
  for (let query = '?limit=2'; ; ) {
    const { body } = await api.get(`/v1/events${query}`, { token: merchant.key });
    paged.push(...(body.data as Listed[]));
    if (body.has_more !== true) break;
    query = `?limit=2&after=${String(body.next_cursor)}`;
  }
  expect(paged).toEqual(all);
  expect(all.filter(({ type }) => type === 'payment.succeeded').map(({ data }) => data.amount)).toEqual([
    '1',
    '2',
    '3',
  ]);
});

it('lists only types that are asked for, several at a time', async () => {
  const types = (await list(merchant.key, '?type=store.created,terminal.created')).map(({ type }) => type);
  expect(types).toEqual(['store.created', 'terminal.created']);
});

it('shows residents their own, and nothing of the business to who may not manage it', async () => {
  expect((await list(resident.token)).map(({ type }) => type)).toEqual([
    'top_up.succeeded',
    ...Array.from({ length: 3 }, () => 'payment.succeeded'),
  ]);
  const { token } = await cashierAtTill(service, merchant, 'cashier');
  const types = new Set((await list(token)).map(({ type }) => type));
  expect([...types]).toEqual(['payment.succeeded']);
  const [created] = await list(merchant.key, '?type=store.created');
  expectProblem(await api.get(`/v1/events/${created?.id}`, { token }), 404, 'event_not_found');
});

it('reads one event; a foreign one and one that is not there are the same 404', async () => {
  const [event] = await list(resident.token, '?type=top_up.succeeded');
  const own = await api.get(`/v1/events/${event?.id}`, { token: resident.token });
  expect(own.body).toEqual(event);
  for (const id of [event?.id, formatPublicId('evt', newUuid()), 'evt_0'])
    expectProblem(await api.get(`/v1/events/${id}`, { token: merchant.key }), 404, 'event_not_found');
});

it("refuses a place of another caller's list, and of another list", async () => {
  const [theirs] = await list(resident.token, '?type=top_up.succeeded');
  for (const after of [theirs?.id, formatPublicId('evt', newUuid())])
    expectProblem(await api.get(`/v1/events?after=${after}`, { token: merchant.key }), 400, 'cursor_invalid');
  const payments = await api.get('/v1/payments?limit=1', { token: merchant.key });
  const after = String(payments.body.next_cursor);
  const answer = await api.get(`/v1/events?after=${after}`, { token: merchant.key });
  expect(answer.body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: 'query:after', code: 'id_malformed' }],
  });
});

it.each([
  ['type=nothing.happened', 'query:type', 'event_type_unknown'],
  ['type=', 'query:type', 'event_type_unknown'],
  ['limit=0', 'query:limit', 'invalid_format'],
  ['cursor=x', 'query:cursor', 'unknown_field'],
])('refuses %s', async (query, pointer, code) => {
  const answer = await api.get(`/v1/events?${query}`, { token: merchant.key });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
});
