import { dpopProof, newDeviceKeyPair, type Phone } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { api, url, clock } = service;
let guests = 0;
const enrolSomebody = () => signInAndEnrol(service, `guest-${++guests}`);
const DAY_MS = 86_400_000;

const proofOf = ({ key }: Pick<Phone, 'key'>) =>
  dpopProof(key, { method: 'POST', url: `${url}/v1/tokens`, now: clock.now() });

/** Asks for the next tokens as this phone would. */
const refresh = (phone: Pick<Phone, 'key'>, refreshToken: string, dpop: string | null = proofOf(phone)) =>
  api.post('/v1/tokens', {
    body: { refresh_token: refreshToken },
    headers: dpop === null ? {} : { dpop },
    key: null,
  });

/** What the wallet answers to an access token of this phone. */
function walletWith({ key }: Phone, accessToken: string) {
  const dpop = dpopProof(key, { method: 'GET', url: `${url}/v1/wallet`, accessToken, now: clock.now() });
  return api.get('/v1/wallet', { headers: { authorization: `DPoP ${accessToken}`, dpop } });
}

test('each refresh gives another pair of tokens, and both work', async () => {
  const { phone } = await enrolSomebody();
  let refreshToken = phone.refreshToken;
  const seen = new Set([refreshToken]);
  for (const _ of [1, 2, 3]) {
    const answer = await refresh(phone, refreshToken);
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'DPoP', expires_in: 600 } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await walletWith(phone, textOf(answer, 'access_token'))).status).toBe(200);
    refreshToken = textOf(answer, 'refresh_token');
    seen.add(refreshToken);
  }
  expect(seen.size).toBe(4);
});

test('after a lost reply the same token gets the same answer, and nobody is locked out', async () => {
  const { phone } = await enrolSomebody();
  const lost = await refresh(phone, phone.refreshToken);
  clock.advanceMs(120_000);
  const found = await refresh(phone, phone.refreshToken);
  expect(textOf(found, 'refresh_token')).toBe(textOf(lost, 'refresh_token'));
  expect((await walletWith(phone, textOf(found, 'access_token'))).status).toBe(200);
  expect((await refresh(phone, textOf(found, 'refresh_token'))).status).toBe(200);
});

test('ten refreshes at once get the same next token, and it works', async () => {
  const { phone } = await enrolSomebody();
  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(phone, phone.refreshToken)));
  const next = new Set(answers.map((answer) => textOf(answer, 'refresh_token')));
  expect(next.size).toBe(1);
  const [token = ''] = next;
  expect((await refresh(phone, token)).status).toBe(200);
});

test('a token that was used before ends the session: the thief’s tokens, and the owner’s', async () => {
  const { phone, api: asPhone } = await enrolSomebody();
  const first = phone.refreshToken;
  const second = await refresh(phone, first);
  const third = await refresh(phone, textOf(second, 'refresh_token'));
  expectFieldProblem(await refresh(phone, first), 400, '/refresh_token', 'refresh_token_invalid');
  expectProblem(await refresh(phone, textOf(third, 'refresh_token')), 400, 'refresh_token_invalid');
  expectProblem(await walletWith(phone, textOf(third, 'access_token')), 401, 'unauthorized');
  expectProblem(await asPhone.get('/v1/wallet'), 401, 'unauthorized');
});

test('the token before the newest ends the session, too, when two minutes have passed', async () => {
  const { phone } = await enrolSomebody();
  const next = await refresh(phone, phone.refreshToken);
  clock.advanceMs(120_001);
  expectProblem(await refresh(phone, phone.refreshToken), 400, 'refresh_token_invalid');
  expectProblem(await refresh(phone, textOf(next, 'refresh_token')), 400, 'refresh_token_invalid');
});

test('a stolen refresh token is worth nothing without the device’s key, and harms nobody', async () => {
  const [{ phone }, { phone: thief }] = [await enrolSomebody(), await enrolSomebody()];
  const first = phone.refreshToken;
  const second = textOf(await refresh(phone, first), 'refresh_token');
  for (const stolen of [first, second]) {
    for (const key of [thief.key, newDeviceKeyPair()])
      expectProblem(await refresh({ key }, stolen), 400, 'refresh_token_invalid');
  }
  expect((await refresh(phone, second)).status).toBe(200);
});

test('a refresh without a new proof for it is 401', async () => {
  const { phone } = await enrolSomebody();
  const used = proofOf(phone);
  expect((await refresh(phone, phone.refreshToken, used)).status).toBe(200);
  const otherAddress = dpopProof(phone.key, { method: 'POST', url: `${url}/v1/devices`, now: clock.now() });
  const withToken = dpopProof(phone.key, {
    method: 'POST',
    url: `${url}/v1/tokens`,
    accessToken: phone.accessToken,
    now: clock.now(),
  });
  for (const proof of [null, '', used, otherAddress, withToken]) {
    const answer = await refresh(phone, phone.refreshToken, proof);
    expectProblem(answer, 401, 'unauthorized');
    expect(answer.headers.get('www-authenticate')).toBe('DPoP error="invalid_dpop_proof", algs="ES256"');
  }
});

test('a text that is no refresh token is refused', async () => {
  const { phone } = await enrolSomebody();
  for (const text of [
    '',
    'x',
    phone.accessToken,
    phone.refreshToken.replace('rf_', 'rt_'),
    `${phone.refreshToken}0`,
  ])
    expectProblem(await refresh(phone, text), 400, 'refresh_token_invalid');
  expect((await refresh(phone, phone.refreshToken)).status).toBe(200);
});

test('a phone that was not used for a month signs in again, and keeps its place', async () => {
  const { phone } = await enrolSomebody();
  clock.advanceMs(30 * DAY_MS);
  const next = textOf(await refresh(phone, phone.refreshToken), 'refresh_token');
  clock.advanceMs(30 * DAY_MS + 1);
  expectProblem(await refresh(phone, next), 400, 'refresh_token_invalid');
  const again = await signInAndEnrol(service, `guest-${guests}`, { key: phone.key });
  expect(again.phone.deviceId).toBe(phone.deviceId);
  expect((await again.api.get('/v1/wallet')).status).toBe(200);
});

test('a phone works through a change of our signing keys, and for two months of use', async () => {
  const { phone, api: asPhone } = await enrolSomebody();
  for (const _ of [1, 2, 3]) {
    clock.advanceMs(20 * DAY_MS);
    expect((await asPhone.get('/v1/wallet')).status).toBe(200);
  }
  const { rows } = await service.database.raw<{ rows: { keys: bigint }[] }>(
    'select count(*) as keys from transactions.token_signing_keys',
  );
  expect(Number(rows[0]?.keys)).toBeGreaterThan(2);
  expect(phone.accessToken.length).toBeLessThan(1_024);
});
