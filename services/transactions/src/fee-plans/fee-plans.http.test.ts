import { dateInZone } from '@tamsui/platform/clock';
import { expect, it, test } from 'vitest';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { addDays } from './fee-plan.ts';

const service = await startTestService();
const { api, clock, operatorToken: token } = service;
const inDays = (days: number) => addDays(dateInZone(clock.now(), 'Asia/Taipei'), days);
const announce = (id: string, basis_points: number, days: number) =>
  api.post(`/v1/merchants/${id}/fee-bands`, {
    token,
    body: { staff: 'chen', basis_points, effective_from: inDays(days) },
  });

test('a fee that was announced takes effect on its day, for the merchant, the operator and settlement', async () => {
  const { id, key } = await createMerchant(service);
  const [rise, today] = [inDays(60), inDays(0)];
  expect((await announce(id, 200, 60)).status).toBe(201);
  const { body } = await api.get('/v1/merchant', { token: key });
  expect(body).toMatchObject({
    id,
    state: 'live',
    payout_account: { bank_code: '808', account_number: '*********9012' },
    stores: [{ name: 'By the river', closed_at: null }],
    fee_plan: {
      basis_points: 130,
      bands: [
        { basis_points: 130, effective_from: today, effective_until: addDays(rise, -1) },
        { basis_points: 200, effective_from: rise, effective_until: null },
      ],
    },
  });
  const fees = [
    { basis_points: 130, effective_from: today },
    { basis_points: 200, effective_from: rise },
  ];
  const seen = async () => (await api.get(`/v1/merchants/${id}`, { token })).body;
  expect(await seen()).toMatchObject({ fee_basis_points: 130, fee_bands: fees });
  clock.advanceMs(60 * 86_400_000);
  expect(await seen()).toMatchObject({ fee_basis_points: 200, fee_bands: fees });
});

it.each([
  ['a higher fee in 59 days', 131, 59, 'fee_rise_too_early', 60],
  ['a lower fee from today on', 100, 0, 'fee_change_too_early', 1],
  ['a lower fee for the past', 100, -1, 'fee_change_too_early', 1],
])('%s is refused, and says from when on it could be', async (_what, basisPoints, days, code, earliest) => {
  const { id } = await createMerchant(service);
  const answer = await announce(id, basisPoints, days);
  expectProblem(answer, 422, code);
  expectFieldProblem(answer, 422, '/effective_from');
  expect(answer.body.earliest).toBe(inDays(earliest));
});

test('of ten announcements at once each rests on what was announced before it, and none is lost', async () => {
  const { id } = await createMerchant(service);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, nth) => announce(id, 100 - nth, 1 + nth)));
  const announced = answers.filter(({ status }) => status === 201);
  for (const answer of answers.filter((other) => !announced.includes(other)))
    expectProblem(answer, 409, 'fee_plan_changed');
  const { body } = await api.get(`/v1/merchants/${id}/fee-plan`, { token });
  expect(body.bands).toHaveLength(1 + announced.length);
  const events = await api.get(`/v1/merchants/${id}/events?limit=100`, { token });
  const actions = (events.body.data as { action: string }[]).map(({ action }) => action);
  expect(actions.filter((action) => action === 'fee.announced')).toHaveLength(announced.length);
});

it.each([
  ['a date that is none', { effective_from: '2027-02-30' }, '/effective_from'],
  ['an instant', { effective_from: '2027-03-01T00:00:00Z' }, '/effective_from'],
  ['more than the whole', { basis_points: 10_001 }, '/basis_points'],
  ['half a basis point', { basis_points: 1.5 }, '/basis_points'],
  ['nobody', { staff: '' }, '/staff'],
])('%s is refused with the name of the field', async (_what, change, pointer) => {
  const { id } = await createMerchant(service);
  const body = { staff: 'chen', basis_points: 100, effective_from: inDays(1), ...change };
  expectFieldProblem(await api.post(`/v1/merchants/${id}/fee-bands`, { token, body }), 400, pointer);
});

test('a merchant that is not there has no fee', async () => {
  const none = 'mer_00000000000000000000000000';
  expectProblem(await announce(none, 100, 1), 404, 'merchant_not_found');
  expectProblem(await api.get(`/v1/merchants/${none}/fee-plan`, { token }), 404, 'merchant_not_found');
  expectProblem(await api.get(`/v1/merchants/${none}/events`, { token }), 404, 'merchant_not_found');
});

test('a band that was announced is never changed', async () => {
  await createMerchant(service);
  await expect(service.database.raw('update transactions.fee_bands set basis_points = 0')).rejects.toThrow(
    /never changed or removed/,
  );
});
