import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { balanceOf } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { createPerson, lookUp, postedTransfers, type TestPerson } from '../transfers/transfers.testing.ts';
import { requestsAt, shareOf, sharesOf } from './requests.testing.ts';

const service = await startTestService();
const { api, clock } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });
const DAY_MS = 24 * 60 * 60_000;
const { table, ask, split, pay, decline, cancel, requestOf } = requestsAt(service);

test('who is asked sees by whom and what for, pays, and who asked sees who has paid', async () => {
  const { asker, friends } = await table(2);
  const [ann, bob] = friends as [TestPerson, TestPerson];
  const asked = await ask(asker, [ann, bob], { message: 'Dinner' });
  expect(asked.status).toBe(201);
  expect(asked.body).toMatchObject({ total: twd('200'), paid: twd('0'), message: 'Dinner' });
  expect(sharesOf(asked)).toMatchObject([
    { status: 'pending', ...twd('100'), payer: { name: 'F** 0**' } },
    { status: 'pending', ...twd('100'), payer: { name: 'F** 1**' } },
  ]);
  const list = await api.get('/v1/request-shares', { token: ann.token });
  expect(list.body.data).toMatchObject([
    { id: shareOf(asked), status: 'pending', asker: { name: '林○美' }, message: 'Dinner', ...twd('100') },
  ]);
  const paid = await pay(shareOf(asked), ann);
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({
    status: 'succeeded',
    share: shareOf(asked),
    counterparty: { name: '林○美' },
  });
  expect(await balanceOf(service, asker)).toEqual(twd('100'));
  const now = await requestOf(asked, asker);
  expect(now.body).toMatchObject({ paid: twd('100') });
  expect(sharesOf(now).map(({ status }) => status)).toEqual(['paid', 'pending']);
  const seen = await api.get(`/v1/request-shares/${shareOf(asked)}`, { token: ann.token });
  expect(seen.body).toMatchObject({ status: 'paid', finished: true });
  expect((await api.get('/v1/money-requests', { token: asker.token })).body.data).toEqual([now.body]);
});

test('a total is split in whole dollars, what is left over goes to the first, and to the asker before them', async () => {
  const { asker, friends } = await table(3);
  const amounts = (answer: Answer) => sharesOf(answer).map(({ amount }) => amount);
  expect(amounts(await split(asker, friends, '100'))).toEqual(['34', '33', '33']);
  expect(amounts(await split(asker, friends, '101', { include_me: true }))).toEqual(['25', '25', '25']);
  expect(amounts(await split(asker, friends, '102', { include_me: true }))).toEqual(['26', '25', '25']);
  expectFieldProblem(await split(asker, friends, '2'), 400, '/total', 'split_too_small');
});

test('100 tries at once, with 100 keys, pay a share once', async () => {
  const { asker, friends } = await table(1, '5000');
  const [ann] = friends as [TestPerson];
  const share = shareOf(await ask(asker, [ann]));
  const before = await postedTransfers(service);
  const answers = await Promise.all(Array.from({ length: 100 }, () => pay(share, ann)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expectProblem(answer, 409, 'share_already_paid');
  expect(await postedTransfers(service)).toBe(before + 1);
  expect(await balanceOf(service, ann)).toEqual(twd('4900'));
});

test('a retry of a payment answers the same to the byte, also when the request is over', async () => {
  const { asker, friends } = await table();
  const [ann] = friends as [TestPerson];
  const share = shareOf(await ask(asker, [ann]));
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(share, ann, key)));
  clock.advanceMs(30 * DAY_MS);
  answers.push(await pay(share, ann, key));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await balanceOf(service, asker)).toEqual(twd('100'));
});

test('a try without the money fails, and the share can still be paid with a new key', async () => {
  const { asker, friends } = await table(1, '50');
  const [ann] = friends as [TestPerson];
  const share = shareOf(await ask(asker, [ann]));
  const key = randomUUID();
  expectProblem(await pay(share, ann, key), 402, 'insufficient_funds');
  const rich = await createPerson(service, 'Rich', '500');
  const gift = { payee: await lookUp(service, rich, ann), ...twd('100') };
  expect((await api.post('/v1/transfers', { token: rich.token, body: gift })).status).toBe(201);
  expectProblem(await pay(share, ann, key), 402, 'insufficient_funds');
  expect((await pay(share, ann)).status).toBe(201);
});

test('a share that is declined, cancelled or expired is not paid, and each says so', async () => {
  const { asker, friends } = await table(3);
  const [ann, bob, eve] = friends as [TestPerson, TestPerson, TestPerson];
  const asked = await ask(asker, [ann, bob, eve]);
  const declined = await decline(shareOf(asked, 0), ann);
  expect(declined.body).toMatchObject({ status: 'declined', finished: true });
  expect((await decline(shareOf(asked, 0), ann)).text).toBe(declined.text);
  const cancelled = await cancel(shareOf(asked, 1), asker);
  expect(cancelled.body).toMatchObject({ status: 'cancelled', payer: { name: 'F** 1**' } });
  clock.advanceMs(7 * DAY_MS);
  expectProblem(await pay(shareOf(asked, 0), ann), 409, 'share_declined');
  expectProblem(await pay(shareOf(asked, 1), bob), 409, 'share_cancelled');
  expectProblem(await pay(shareOf(asked, 2), eve), 409, 'share_expired');
  expectProblem(await decline(shareOf(asked, 2), eve), 409, 'share_expired');
  expectProblem(await cancel(shareOf(asked, 0), asker), 409, 'share_declined');
  const now = await requestOf(asked, asker);
  expect(sharesOf(now).map(({ status }) => status)).toEqual(['declined', 'cancelled', 'expired']);
  expect(await balanceOf(service, asker)).toEqual(twd('0'));
});

test('paid, declined and cancelled at the same moment, a share is one of them, and the money agrees', async () => {
  const { asker, friends } = await table(1, '5000');
  const [ann] = friends as [TestPerson];
  let paidMinor = 0;
  for (let round = 0; round < 20; round++) {
    const asked = await ask(asker, [ann]);
    const share = shareOf(asked);
    const [paid, ...ended] = await Promise.all([
      pay(share, ann),
      decline(share, ann),
      api.post(`/v1/money-requests/${textOf(asked, 'id')}/cancel`, { token: asker.token, body: {} }),
    ]);
    const status = sharesOf(await requestOf(asked, asker))[0]?.status;
    expect(status === 'paid').toBe(paid.status === 201);
    expect(['paid', 'declined', 'cancelled']).toContain(status);
    expect(ended[1]?.status).toBe(200);
    if (paid.status === 201) paidMinor += 100;
  }
  expect(await balanceOf(service, asker)).toEqual(twd(String(paidMinor)));
});

test('cancelling a request ends what is pending and leaves what was paid', async () => {
  const { asker, friends } = await table(2);
  const [ann, bob] = friends as [TestPerson, TestPerson];
  const asked = await ask(asker, [ann, bob]);
  await pay(shareOf(asked), ann);
  const cancelled = await api.post(`/v1/money-requests/${textOf(asked, 'id')}/cancel`, {
    token: asker.token,
    body: {},
  });
  expect(sharesOf(cancelled).map(({ status }) => status)).toEqual(['paid', 'cancelled']);
  expectProblem(await pay(shareOf(asked, 1), bob), 409, 'share_cancelled');
});

test('a request sent again is one request, with the answer of the first; another under its key is 422', async () => {
  const { asker, friends } = await table();
  const [ann] = friends as [TestPerson];
  const body = { payers: [{ payee: await lookUp(service, asker, ann), amount: '100' }], currency: 'TWD' };
  const call = { token: asker.token, key: randomUUID(), body };
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.post('/v1/money-requests', call)));
  const [first] = answers as [Answer];
  await pay(shareOf(first), ann);
  clock.advanceMs(DAY_MS);
  answers.push(await api.post('/v1/money-requests', call));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  const other = { ...call, body: { ...body, message: 'more' } };
  expectProblem(await api.post('/v1/money-requests', other), 422, 'idempotency_key_reused');
});
