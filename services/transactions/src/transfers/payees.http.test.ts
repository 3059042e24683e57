import { formatPublicId, newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { startTestService } from '../testing/test-service.ts';
import { LOOKUP_WINDOW_MS, MAX_LOOKUPS } from './payee.ts';
import { createPerson, transfer } from './transfers.testing.ts';

const service = await startTestService();
const { api, clock, database } = service;
const mei = await createPerson(service, '林曉美', '500');
const ann = await createPerson(service, 'Ann Chen');

function lookUp(body: object, token = mei.token) {
  return api.post('/v1/payees/lookup', { token, body });
}

test('somebody is found by phone number, however it is written, and by wallet, by a masked name', async () => {
  const local = `0${ann.phone.slice('+886'.length)}`;
  for (const by of [{ phone: ann.phone }, { phone: local }, { wallet: ann.wallet }]) {
    const found = await lookUp(by);
    expect(found.status).toBe(200);
    expect(found.body).toEqual({
      payee: expect.stringMatching(/^pye_/) as string,
      name: 'A** C**',
      expires_at: new Date(clock.now().getTime() + 600_000).toISOString(),
    });
  }
  expect((await lookUp({ phone: mei.phone }, ann.token)).body.name).toBe('林○美');
});

test('a number that nobody has is answered alike, with the same name each time', async () => {
  const asker = await createPerson(service, 'Curious');
  for (const by of [{ phone: '+886999999999' }, { wallet: formatPublicId('wal', newUuid()) }]) {
    const [first, again] = [await lookUp(by, asker.token), await lookUp(by, asker.token)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(Object.keys(first.body)).toEqual(['payee', 'name', 'expires_at']);
    expect(first.body.name).toMatch(/^\p{Script=Han}○\p{Script=Han}$/u);
    expect(again.body.name).toBe(first.body.name);
  }
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select 1 from transactions.payee_lookups where payee_wallet is null',
  );
  expect(rows).toHaveLength(4);
});

test.each([
  [{}, '/phone', 'one_of_phone_wallet'],
  [{ phone: '+886912345678', wallet: ann.wallet }, '/phone', 'one_of_phone_wallet'],
  [{ phone: '12' }, '/phone', 'phone_number_malformed'],
  [{ wallet: ann.id }, '/wallet', 'id_malformed'],
  [{ wallet: ann.wallet, name: 'Ann' }, '/name', 'unknown_field'],
])('%j is a 400 that names the field', async (body, pointer, code) => {
  expectFieldProblem(await lookUp(body), 400, pointer, code);
});

test('after many lookups, even all at once, a resident waits; others do not', async () => {
  const scanner = await createPerson(service, 'Scanner');
  const numbers = Array.from({ length: MAX_LOOKUPS + 10 }, (_, i) => `+88690${String(i).padStart(7, '0')}`);
  const answers = await Promise.all(numbers.map((phone) => lookUp({ phone }, scanner.token)));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toHaveLength(10);
  for (const answer of refused) {
    expectProblem(answer, 429, 'too_many_lookups');
    expect(answer.headers.get('retry-after')).toBe('3600');
  }
  expect((await lookUp({ phone: ann.phone })).status).toBe(200);
  clock.advanceMs(LOOKUP_WINDOW_MS);
  expect((await lookUp({ phone: ann.phone }, scanner.token)).status).toBe(200);
});

test('tokens that expired an hour ago are forgotten', async () => {
  await lookUp({ phone: ann.phone });
  clock.advanceMs(2 * LOOKUP_WINDOW_MS);
  const count = async () => {
    const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
      'select count(*) as count from transactions.payee_lookups',
    );
    return rows[0]?.count;
  };
  await expect.poll(count, { timeout: 5_000 }).toBe(0n);
});

test('money to a number that nobody has is refused as by any wallet that cannot receive', async () => {
  const nobody = { ...ann, phone: '+886988888888' };
  expectProblem(await transfer(service, mei, nobody), 409, 'payee_cannot_receive');
  const tooMuch = { amount: '501' };
  expectProblem(await transfer(service, mei, nobody, tooMuch), 402, 'insufficient_funds');
  expectProblem(await transfer(service, mei, ann, tooMuch), 402, 'insufficient_funds');
});
