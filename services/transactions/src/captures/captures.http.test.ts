import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function authorise(amount = '1000', funds = '1000') {
  const resident = await createResident(service);
  await fund(service, resident, funds);
  const body = { ...paymentBody(merchant, await showCode(service, resident), amount), capture: 'manual' };
  const call = { token, key: randomUUID(), body };
  const answer = await api.post('/v1/payments', call);
  return { resident, call, answer, id: textOf(answer, answer.status === 201 ? 'id' : 'payment') };
}

const capture = (id: string, amount: string, more: object = {}, key = randomUUID()) =>
  api.post(`/v1/payments/${id}/captures`, { token, key, body: { ...twd(amount), ...more } });
const voided = (id: string) => api.post(`/v1/payments/${id}/void`, { token, body: {} });
const refund = (id: string, amount: string, key = randomUUID()) =>
  api.post(`/v1/payments/${id}/refunds`, { token, key, body: twd(amount) });
const read = async (id: string) => (await api.get(`/v1/payments/${id}`, { token })).body;
const capturedOf = (body: Answer['body']) => (body.authorisation as { captured: unknown }).captured;

test('an authorisation sets money aside, says until when, and replays to the byte', async () => {
  const { resident, answer, call, id } = await authorise();
  expect(answer.body).toMatchObject({
    status: 'authorised',
    finished: false,
    ...twd('1000'),
    authorisation: {
      captured: twd('0'),
      capturable: twd('1000'),
      expires_at: new Date(clock.now().getTime() + 7 * 24 * 3_600_000).toISOString(),
    },
  });
  expect(await balanceOf(service, resident)).toEqual(twd('1000'));
  const again = await api.post('/v1/payments', call);
  expect([again.status, again.text]).toEqual([201, answer.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const other = paymentBody(merchant, await showCode(service, resident), '1');
  expectProblem(await api.post('/v1/payments', { token, body: other }), 402, 'insufficient_funds');
  await capture(id, '400');
  expect((await api.post('/v1/payments', call)).text).toBe(answer.text);
});

test('it is captured in parts, never more than was authorised, and the last part finishes it', async () => {
  const { resident, id } = await authorise();
  const key = randomUUID();
  const first = await capture(id, '400', {}, key);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ payment: id, status: 'succeeded', finished: true, ...twd('400') });
  const again = await capture(id, '400', {}, key);
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(await capture(id, '401', {}, key), 422, 'idempotency_key_reused');
  const tooMuch = await capture(id, '601');
  expectProblem(tooMuch, 409, 'capture_exceeds_authorised');
  expect(tooMuch.body.capturable).toEqual(twd('600'));
  expect(await read(id)).toMatchObject({
    status: 'authorised',
    authorisation: { captured: twd('400'), capturable: twd('600') },
  });
  await capture(id, '600');
  expect(await read(id)).toMatchObject({
    status: 'succeeded',
    finished: true,
    authorisation: { captured: twd('1000'), capturable: twd('0') },
  });
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
  expectProblem(await capture(id, '1'), 409, 'authorisation_over');
  const list = await api.get(`/v1/payments/${id}/captures`, { token });
  expect((list.body.data as { amount: string }[]).map(({ amount }) => amount)).toEqual(['400', '600']);
});

test('a final capture gives the rest back at once', async () => {
  const { resident, id } = await authorise();
  const key = randomUUID();
  const last = await capture(id, '300', { final: true }, key);
  expect(last.status).toBe(201);
  expect((await capture(id, '300', { final: true }, key)).text).toBe(last.text);
  expect(await read(id)).toMatchObject({ status: 'succeeded', finished: true });
  const body = paymentBody(merchant, await showCode(service, resident), '700');
  expect((await api.post('/v1/payments', { token, body })).status).toBe(201);
});

test('a void releases all, says that no money moved, and answers the same again', async () => {
  const { resident, id } = await authorise();
  const answer = await voided(id);
  expect(answer.body).toMatchObject({ status: 'voided', finished: true, money_moved: false });
  expect((await voided(id)).text).toBe(answer.text);
  expectProblem(await capture(id, '1'), 409, 'authorisation_over');
  expectProblem(await refund(id, '1'), 409, 'payment_not_refundable');
  const body = paymentBody(merchant, await showCode(service, resident), '1000');
  expect((await api.post('/v1/payments', { token, body })).status).toBe(201);
});

test('what is wholly paid cannot be voided', async () => {
  const { id } = await authorise();
  await capture(id, '1000');
  expectProblem(await voided(id), 409, 'payment_not_voidable');
  const resident = await createResident(service);
  await fund(service, resident, '100');
  const body = paymentBody(merchant, await showCode(service, resident), '100');
  const paid = textOf(await api.post('/v1/payments', { token, body }), 'id');
  expectProblem(await voided(paid), 409, 'payment_not_voidable');
  expectProblem(await capture(paid, '1'), 409, 'payment_not_authorised');
});

test('a code that authorised pays nothing else, and one that was refused does', async () => {
  const { resident, call } = await authorise('600');
  const { code } = call.body;
  const other = await api.post('/v1/payments', { token, body: paymentBody(merchant, code, '100') });
  expectProblem(other, 409, 'code_already_used');
  const poor = await authorise('1001', '1000');
  expectProblem(poor.answer, 402, 'insufficient_funds');
  expect(poor.answer.body.money_moved).toBe(false);
  const { code: unspent } = poor.call.body;
  const second = await api.post('/v1/payments', { token, body: paymentBody(merchant, unspent, '1000') });
  expect(second.status).toBe(201);
  expect(await balanceOf(service, resident)).toEqual(twd('1000'));
});

test('100 captures at once take exactly what was authorised', async () => {
  const { resident, id } = await authorise('100', '100');
  const answers = await Promise.all(Array.from({ length: 100 }, () => capture(id, '10')));
  const taken = answers.filter(({ status }) => status === 201);
  expect(taken).toHaveLength(10);
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    expect(status).toBe(409);
    expect(['capture_exceeds_authorised', 'authorisation_over', 'too_many_captures']).toContain(body.code);
  }
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
  expect(capturedOf(await read(id))).toEqual(twd('100'));
});

test('captured and voided at once, the money agrees with what both were told', async () => {
  for (let round = 0; round < 8; round++) {
    const { resident, id } = await authorise('100', '100');
    const [taken, void1] = await Promise.all([capture(id, '60'), voided(id)]);
    const expected = taken.status === 201 ? '60' : '0';
    if (taken.status !== 201) expectProblem(taken, 409, 'authorisation_over');
    expect(void1.status).toBe(200);
    expect(capturedOf(await read(id))).toEqual(twd(expected));
    const left = taken.status === 201 ? '40' : '100';
    expect(await balanceOf(service, resident)).toEqual(twd(left));
    const body = paymentBody(merchant, await showCode(service, resident), left);
    expect((await api.post('/v1/payments', { token, body })).status).toBe(201);
  }
});

test('confirmed and voided at once, a void that was granted leaves nothing set aside', async () => {
  for (let round = 0; round < 8; round++) {
    const resident = await createResident(service);
    await fund(service, resident, '3500');
    const body = { ...paymentBody(merchant, await showCode(service, resident), '3500'), capture: 'manual' };
    const id = textOf(await api.post('/v1/payments', { token, body }), 'id');
    const confirm = api.post(`/v1/payment-confirmations/${id}/confirm`, { token: resident.token, body: {} });
    const [granted] = await Promise.all([voided(id), confirm]);
    expect(granted.status).toBe(200);
    expect(['failed', 'voided']).toContain(granted.body.status);
    expect((await read(id)).status).toBe(granted.body.status);
  }
});

test('a key that comes for two payments at once is for one of them', async () => {
  for (let round = 0; round < 8; round++) {
    const [one, other, key] = [await authorise('100', '100'), await authorise('100', '100'), randomUUID()];
    const answers = await Promise.all([one, other].map(({ id }) => capture(id, '60', {}, key)));
    const [refused] = answers.filter(({ status }) => status !== 201);
    expectProblem(refused as Answer, 422, 'idempotency_key_reused');
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  }
});

test('a key that has refunded another payment sets nothing aside of this one', async () => {
  const resident = await createResident(service);
  await fund(service, resident, '100');
  const body = paymentBody(merchant, await showCode(service, resident), '100');
  const plain = textOf(await api.post('/v1/payments', { token, body }), 'id');
  const { id } = await authorise('100', '100');
  await capture(id, '100');
  const key = randomUUID();
  expect((await refund(plain, '40', key)).status).toBe(201);
  expectProblem(await refund(id, '40', key), 422, 'idempotency_key_reused');
  expectProblem(await refund(id, '40', key), 422, 'idempotency_key_reused');
  expect((await refund(id, '100')).status).toBe(201);
});

test('a refund goes against several captures in their order, once for a key, and never beyond what was captured', async () => {
  const { resident, id } = await authorise();
  for (const amount of ['300', '200', '100']) await capture(id, amount);
  const key = randomUUID();
  const first = await refund(id, '450', key);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ payment: id, ...twd('450') });
  const again = await refund(id, '450', key);
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await balanceOf(service, resident)).toEqual(twd('850'));
  expect((await api.get(`/v1/refunds/${textOf(first, 'id')}`, { token })).text).toBe(first.text);
  const refused = { key: randomUUID() };
  const tooMuch = await refund(id, '151', refused.key);
  expectProblem(tooMuch, 409, 'refund_exceeds_original');
  expect(tooMuch.body.refundable).toEqual(twd('150'));
  expect((await refund(id, '150')).status).toBe(201);
  expect((await refund(id, '151', refused.key)).body.refundable).toEqual(twd('150'));
  expect(await balanceOf(service, resident)).toEqual(twd('1000'));
  expect(await read(id)).toMatchObject({ refunded: twd('600') });
  await expect
    .poll(async () => {
      const { body } = await api.get(`/v1/payments/${id}/refunds`, { token });
      return (body.data as { amount: string }[]).map(({ amount }) => amount);
    })
    .toEqual(['150', '450']);
});

test('30 refunds at once over several captures give back exactly what was captured', async () => {
  const { resident, id } = await authorise('100', '100');
  for (const amount of ['35', '25', '40']) await capture(id, amount);
  const answers = await Promise.all(Array.from({ length: 30 }, () => refund(id, '10')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expectProblem(answer, 409, 'refund_exceeds_original');
  expect(await balanceOf(service, resident)).toEqual(twd('100'));
});

test('the lists show an authorisation once, with what became of it, to the shop and to the payer', async () => {
  const { resident, id, call } = await authorise();
  await capture(id, '250', { final: true });
  await refund(id, '50');
  const order = encodeURIComponent(call.body.order_reference);
  const listed = async () =>
    (await api.get(`/v1/payments?order_reference=${order}`, { token })).body.data as object[];
  await expect.poll(async () => (await listed())[0]).toEqual(await read(id));
  expect(await listed()).toHaveLength(1);
  const own = await api.get('/v1/payments', { token: resident.token });
  expect(own.body.data).toEqual([(await api.get(`/v1/payments/${id}`, { token: resident.token })).body]);
  expect(JSON.stringify(own.body)).not.toContain(merchant.terminal);
});

test("another merchant's payment is neither captured nor voided", async () => {
  const { id } = await authorise();
  const theirs = { token: rival.key, body: twd('1') };
  expectProblem(await api.post(`/v1/payments/${id}/captures`, theirs), 404, 'payment_not_found');
  const theirVoid = await api.post(`/v1/payments/${id}/void`, { token: rival.key, body: {} });
  expectProblem(theirVoid, 404, 'payment_not_found');
});
