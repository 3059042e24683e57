import { signInByForms, signInPerson } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { api, url, clock, database } = service;
let guests = 0;
const stranger = () => `guest-${++guests}`;

const start = (body: object = {}) => api.post('/v1/sign-ins/start', { body, key: null });
const complete = (body: object) => api.post('/v1/sign-ins', { body, key: null });

/** Goes to the provider and comes back. */
async function returned(person = stranger(), assurance: 'general' | 'gold' = 'gold') {
  const started = await start();
  return signInByForms(textOf(started, 'authorization_url'), { person, assurance });
}

test('somebody who signs in is a resident, and has ten minutes to enrol a phone', async () => {
  const signedIn = await complete(await returned());
  expect(signedIn).toMatchObject({ status: 201, body: { assurance: 'gold' } });
  expect(textOf(signedIn, 'resident')).toMatch(/^res_/);
  const expiresAt = new Date(clock.now().getTime() + 600_000).toISOString();
  expect(textOf(signedIn, 'expires_at')).toBe(expiresAt);
  expect(signedIn.headers.get('cache-control')).toBe('no-store');
});

test('what is secret of a sign-in stays with us', async () => {
  const started = await start();
  const { rows } = await database.raw<{ rows: { code_verifier: string; nonce: string }[] }>(
    'select code_verifier, nonce from transactions.sign_ins order by id desc limit 1',
  );
  const [kept] = rows;
  expect(kept?.code_verifier).toMatch(/^[\w-]{43}$/);
  expect(started.text).not.toContain(kept?.code_verifier);
  expect(new URL(textOf(started, 'authorization_url')).searchParams.get('state')).toBe(
    textOf(started, 'state'),
  );
});

test('a state works once: its second use is refused, and takes back what the first one got', async () => {
  const back = await returned();
  const first = await complete(back);
  const token = textOf(first, 'token');
  expect((await api.get('/v1/devices', { token })).status).toBe(200);
  expectFieldProblem(await complete(back), 409, '/state', 'state_used');
  expectProblem(await api.get('/v1/devices', { token }), 401, 'unauthorized');
});

test('after a lost reply the person signs in again, and is the same resident', async () => {
  const person = stranger();
  const back = await returned(person);
  const lost = await complete(back);
  expectProblem(await complete(back), 409, 'state_used');
  const again = await complete(await returned(person));
  expect(textOf(again, 'resident')).toBe(textOf(lost, 'resident'));
});

test('of ten uses of a state at once, one is taken', async () => {
  const back = await returned();
  const answers = await Promise.all(Array.from({ length: 10 }, () => complete(back)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
});

test('a code does not work with another state, and that state is used up', async () => {
  const [mine, theirs] = [await returned(), await returned()];
  expectFieldProblem(await complete({ ...mine, code: theirs.code }), 422, '/code', 'code_refused');
  expectProblem(await complete(mine), 409, 'state_used');
});

test('a code that was used does not work with a new state', async () => {
  const { code } = await returned();
  const state = textOf(await start(), 'state');
  expectFieldProblem(await complete({ state, code }), 422, '/code', 'code_refused');
});

test('a state that nobody was given is refused', async () => {
  const { code } = await returned();
  expectFieldProblem(await complete({ state: 'x'.repeat(43), code }), 422, '/state', 'state_unknown');
});

test.each([
  ['a state that is too short', { state: 'x', code: 'x' }, '/state'],
  ['a state that is an object', { state: {}, code: 'x' }, '/state'],
  ['no code', { state: 'x'.repeat(43) }, '/code'],
  ['a code with a line end', { state: 'x'.repeat(43), code: 'a\nb' }, '/code'],
  ['a code of 1,025 letters', { state: 'x'.repeat(43), code: 'x'.repeat(1_025) }, '/code'],
  ['something else', { state: 'x'.repeat(43), code: 'x', iss: 'x' }, '/iss'],
])('%s is refused by its name', async (_what, body, pointer) => {
  expectFieldProblem(await complete(body), 400, pointer);
});

test('an assurance that there is none of is refused by its name', async () => {
  expectFieldProblem(await start({ assurance: 'platinum' }), 400, '/assurance');
});

test('a sign-in takes no longer than ten minutes', async () => {
  const own = await startTestService({ identity: true });
  const late = await own.api.post('/v1/sign-ins/start', { body: {}, key: null });
  const back = await signInByForms(textOf(late, 'authorization_url'), { person: 'mei', assurance: 'gold' });
  own.clock.advanceMs(600_000);
  expectFieldProblem(await own.api.post('/v1/sign-ins', { body: back }), 409, '/state', 'state_expired');
});

test('a person who signs in for the first time on many devices at once joins once', async () => {
  const person = stranger();
  const backs = await Promise.all([1, 2, 3, 4].map(() => returned(person)));
  const answers = await Promise.all(backs.map(complete));
  expect(new Set(answers.map((answer) => textOf(answer, 'resident'))).size).toBe(1);
});

test('a sign-in with more assurance raises the resident and the wallet’s class, also on the phone that is enrolled; one with less leaves both', async () => {
  const person = stranger();
  const { phone, api: asPhone } = await signInAndEnrol(service, person, { assurance: 'general' });
  const standing = async () => {
    const { rows } = await database.raw<{ rows: { assurance: string }[] }>(
      `select residents.assurance from transactions.residents
         join transactions.devices devices on devices.resident_id = residents.id
        where devices.thumbprint = :thumbprint`,
      { thumbprint: phone.key.thumbprint },
    );
    return {
      assurance: rows[0]?.assurance,
      class: (await asPhone.get('/v1/wallet/limits')).body.account_class,
    };
  };
  const before = await standing();
  expect(before.assurance).toBe('general');
  await signInPerson({ apiUrl: url, person, assurance: 'gold' });
  const raised = await standing();
  expect(raised.assurance).toBe('gold');
  const { api: asGold } = await signInAndEnrol(service, stranger());
  expect(raised.class).toEqual((await asGold.get('/v1/wallet/limits')).body.account_class);
  expect(raised.class).not.toEqual(before.class);
  await signInPerson({ apiUrl: url, person, assurance: 'general' });
  expect(await standing()).toEqual(raised);
});

test('for a step-up the provider is asked for gold and nothing less', async () => {
  const started = await start({ assurance: 'gold' });
  const { searchParams } = new URL(textOf(started, 'authorization_url'));
  expect(searchParams.get('acr_values')).toBe('gold');
});

test('while the provider is away a sign-in is a fault that can be tried again, and nothing is used up', async () => {
  const own = await startTestService();
  const answer = await own.api.post('/v1/sign-ins/start', { body: {}, key: null });
  expectProblem(answer, 503, 'identity_provider_unavailable');
  expect(answer.body.retryable).toBe(true);
});
