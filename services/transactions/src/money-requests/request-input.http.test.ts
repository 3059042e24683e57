import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { startTestService } from '../testing/test-service.ts';
import { createPerson, lookUp, type TestPerson } from '../transfers/transfers.testing.ts';
import { MAX_OPEN_SHARES } from './create-money-request.ts';
import { requestsAt, shareOf, sharesOf } from './requests.testing.ts';

const service = await startTestService();
const { api, clock } = service;
const DAY_MS = 24 * 60 * 60_000;
const { table, ask, pay, decline, cancel, requestOf } = requestsAt(service);

test('somebody who is nobody can be asked, and who asks is not told', async () => {
  const { asker } = await table(0);
  const nobody = { ...asker, phone: '+886977777777' };
  const asked = await ask(asker, [nobody]);
  expect(asked.status).toBe(201);
  expect(sharesOf(asked)).toMatchObject([{ status: 'pending' }]);
  expect((await cancel(shareOf(asked), asker)).status).toBe(200);
});

test('one cannot ask oneself, nor with an expired token', async () => {
  const { asker, friends } = await table();
  expectProblem(await ask(asker, [asker]), 409, 'self_request');
  const payers = [{ payee: await lookUp(service, asker, friends[0] ?? asker), amount: '100' }];
  clock.advanceMs(DAY_MS);
  const late = await api.post('/v1/money-requests', {
    token: asker.token,
    body: { payers, currency: 'TWD' },
  });
  expectProblem(late, 409, 'payee_token_expired');
});

const NOBODY = { payee: `pye_${'0'.repeat(26)}` };

test.each<[string, object, string, string?]>([
  ['without payers', {}, '/payers'],
  ['of nobody', { payers: [] }, '/payers'],
  ['of 21', { payers: Array.from({ length: 21 }, () => NOBODY), total: '50' }, '/payers'],
  ['of what is no token', { payers: [{ payee: 'x', amount: '1' }] }, '/payers/0/payee', 'id_malformed'],
  ['without amounts', { payers: [NOBODY] }, '/total', 'amounts_or_total'],
  ['of both', { payers: [{ ...NOBODY, amount: '1' }], total: '5' }, '/total', 'amounts_or_total'],
  [
    'of amounts with an own part',
    { payers: [{ ...NOBODY, amount: '1' }], include_me: true },
    '/total',
    'amounts_or_total',
  ],
  ['of nothing', { payers: [{ ...NOBODY, amount: '0' }] }, '/payers/0/amount', 'amount_zero'],
  ['of cents', { payers: [NOBODY], total: '1.5' }, '/total', 'amount_decimals'],
  ['until soon', { payers: [NOBODY], total: '5', expires_at: 'soon' }, '/expires_at'],
])('a request %s is a 400 that names the field', async (_what, wrong, pointer, code) => {
  const { asker } = await table(0);
  const body = { currency: 'TWD', ...wrong };
  expectFieldProblem(await api.post('/v1/money-requests', { token: asker.token, body }), 400, pointer, code);
});

test('a request must end in the future, within 90 days', async () => {
  const { asker, friends } = await table();
  for (const ms of [0, 90 * DAY_MS + 1]) {
    const expires_at = new Date(clock.now().getTime() + ms).toISOString();
    expectFieldProblem(
      await ask(asker, friends, { expires_at }),
      400,
      '/expires_at',
      'expires_at_out_of_range',
    );
  }
});

test('so many shares may wait and no more, also when they are asked for at once', async () => {
  const { asker, friends } = await table();
  const payee = await lookUp(service, asker, friends[0] ?? asker);
  const body = { payers: Array.from({ length: 20 }, () => ({ payee, amount: '1' })), currency: 'TWD' };
  const answers = await Promise.all(
    Array.from({ length: MAX_OPEN_SHARES / 20 + 2 }, () =>
      api.post('/v1/money-requests', { token: asker.token, body }),
    ),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(2);
  for (const answer of refused) expectProblem(answer, 409, 'too_many_requests_open');
});

test("others' requests and shares are not there", async () => {
  const { asker, friends } = await table();
  const [ann] = friends as [TestPerson];
  const stranger = await createPerson(service, 'Stranger', '500');
  const asked = await ask(asker, [ann]);
  const share = shareOf(asked);
  expectProblem(await requestOf(asked, stranger), 404, 'money_request_not_found');
  expectProblem(await requestOf(asked, ann), 404, 'money_request_not_found');
  for (const who of [stranger, asker]) {
    expectProblem(await api.get(`/v1/request-shares/${share}`, { token: who.token }), 404, 'share_not_found');
    expectProblem(await pay(share, who), 404, 'share_not_found');
    expectProblem(await decline(share, who), 404, 'share_not_found');
  }
  expectProblem(await cancel(share, ann), 404, 'share_not_found');
  const foreign = await api.post(`/v1/money-requests/${textOf(asked, 'id')}/cancel`, {
    token: ann.token,
    body: {},
  });
  expectProblem(foreign, 404, 'money_request_not_found');
});
