import { afterEach, expect, it, vi } from 'vitest';
import { type ClientOptions, createClient } from './client.ts';
import { newWebCryptoDeviceKey } from './device-key.ts';
import { type DeviceSessionOptions, deviceSession } from './device-session.ts';
import {
  answer,
  impatientClock,
  type LocalServer,
  problem,
  type Script,
  startLocalServer,
} from './local-server.testing.ts';

const key = await newWebCryptoDeviceKey();

let server: LocalServer | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await server?.stop();
});

function jtiOf(proof: string): unknown {
  const [, payload = ''] = proof.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { jti?: unknown }).jti;
}

const tokensNamed = (name: string) =>
  ({ access_token: `at-${name}`, token_type: 'DPoP', expires_in: 600, refresh_token: `rt-${name}` }) as const;

it('gets new tokens once for all that ask at the same moment, and keeps them before it uses them', async () => {
  let current = 'second';
  server = await startLocalServer(({ url, headers }, response) => {
    if (url === '/v1/tokens') return answer(response, 200, tokensNamed(current));
    if (headers.authorization === `DPoP at-${current}`) return answer(response, 200, {});
    answer(response, 401, problem(401, 'unauthorized', false));
  });
  const kept: string[] = [];
  const options = { baseUrl: server.url, clock: impatientClock(), key, tokens: tokensNamed('first') };
  const session = deviceSession({
    ...options,
    onTokens: ({ refresh_token }) => void kept.push(refresh_token),
  });
  const client = createClient({ ...options, authorization: session });
  await Promise.all([client.call('getWallet'), client.call('getWallet')]);
  expect(kept).toEqual(['rt-second']);
  current = 'third';
  await options.clock.sleep(580_000);
  await client.call('getWallet');
  expect(kept).toEqual(['rt-second', 'rt-third']);
  const proofs = server.heard.map(({ headers }) => jtiOf(String(headers.dpop)));
  expect(new Set(proofs).size).toBe(server.heard.length);
});

it('throws a 401 that new tokens do not end', async () => {
  server = await startLocalServer(({ url }, response) =>
    url === '/v1/tokens'
      ? answer(response, 200, tokensNamed('next'))
      : answer(response, 401, problem(401, 'unauthorized', false)),
  );
  const options = { baseUrl: server.url, clock: impatientClock(), key, tokens: tokensNamed('first') };
  const client = createClient({ ...options, authorization: deviceSession(options) });
  await expect(client.call('getWallet')).rejects.toMatchObject({ status: 401 });
  expect(server.heard.map(({ url }) => url)).toEqual(['/v1/wallet', '/v1/tokens', '/v1/wallet']);
});

/** Over after the first second. */
const shortTokens = { ...tokensNamed('first'), expires_in: 31 };
const wish = { body: { amount: '500', currency: 'TWD' }, idempotencyKey: 'kept-1' } as const;
const refuses: Script = (_request, response) =>
  answer(response, 400, problem(400, 'refresh_token_invalid', false));

/** A wallet whose tokens are asked for by one script, and everything else by another. */
async function walletOf(onTokens: Script, onCall: Script, options: Partial<DeviceSessionOptions> = {}) {
  let tokensAsked = 0;
  let called = 0;
  server = await startLocalServer((request, response) =>
    request.url === '/v1/tokens'
      ? onTokens(request, response, ++tokensAsked)
      : onCall(request, response, ++called),
  );
  const common = { baseUrl: server.url, clock: impatientClock() } satisfies ClientOptions;
  const authorization = deviceSession({ ...common, key, tokens: shortTokens, ...options });
  const client = createClient({ ...common, authorization });
  return { client, clock: common.clock, urls: () => server?.heard.map(({ url }) => url) };
}

it('tells a refused refresh under the key of the call that needed it', async () => {
  const { client, clock, urls } = await walletOf(refuses, () => undefined);
  await clock.sleep(2_000);
  await expect(client.call('createTopUp', wish)).rejects.toMatchObject({
    code: 'refresh_token_invalid',
    retryable: false,
    idempotencyKey: 'kept-1',
  });
  expect(urls()).toEqual(['/v1/tokens']);
});

it.each<[string, Script]>([
  [
    'is over before the next one',
    (_request, response) => answer(response, 503, problem(503, 'away', true), { 'retry-after': '7' }),
  ],
  [
    'is not taken by the next one',
    (_request, response, nth) =>
      nth === 1 ? response.destroy() : answer(response, 401, problem(401, 'unauthorized', false)),
  ],
])('knows nothing of an open attempt whose token %s, when there is no other token', async (_, onCall) => {
  const { client } = await walletOf(refuses, onCall);
  await expect(client.call('createTopUp', wish)).rejects.toMatchObject({
    code: 'no_answer',
    status: null,
    retryable: true,
    idempotencyKey: 'kept-1',
    cause: { code: 'refresh_token_invalid' },
  });
});

it('says what has broken a refresh that nobody refused, when nothing was sent before', async () => {
  const onTokens = () => Promise.reject(new Error('the store of the phone is full'));
  const { client, clock, urls } = await walletOf(
    (_request, response) => answer(response, 200, tokensNamed('next')),
    () => undefined,
    { onTokens },
  );
  await clock.sleep(2_000);
  await expect(client.call('createTopUp', wish)).rejects.toThrow('the store of the phone is full');
  expect(urls()).toEqual(['/v1/tokens']);
});

it('waits for new tokens no longer than the call may, and takes them from nobody else', async () => {
  let letGo = () => {};
  const { client, clock, urls } = await walletOf(
    (_request, response) => {
      letGo = () => answer(response, 200, tokensNamed('next'));
    },
    ({ headers }, response) => answer(response, 200, { said: headers.authorization }),
  );
  await clock.sleep(2_000);
  const ending = new AbortController();
  const patient = client.call('getWallet');
  const ended = client.call('getWallet', { signal: ending.signal });
  const short = client.call('createTopUp', { ...wish, deadlineMs: 20 });
  await expect(short).rejects.toMatchObject({ code: 'no_answer', idempotencyKey: 'kept-1' });
  await vi.waitUntil(() => urls()?.length === 1);
  ending.abort(new Error('enough'));
  await expect(ended).rejects.toThrow('enough');
  letGo();
  expect(await patient).toEqual({ said: 'DPoP at-next' });
  expect(urls()).toEqual(['/v1/tokens', '/v1/wallet']);
});

it('asks again for tokens whose reply was lost long before the API takes that for a theft', async () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  // Forty times as fast.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms === 8_000 ? 200 : ms));
  const { client, clock, urls } = await walletOf(
    (_request, response, nth) => {
      if (nth >= 3) answer(response, 200, tokensNamed('next'));
    },
    (_request, response) => answer(response, 200, {}),
  );
  await clock.sleep(2_000);
  await client.call('getWallet');
  expect(urls()?.slice(0, 3)).toEqual(['/v1/tokens', '/v1/tokens', '/v1/tokens']);
});

it('gives a refresh up in half of the time in which a lost reply is given again, however long calls may take', async () => {
  const { client, clock, urls } = await walletOf(
    (_request, response) => answer(response, 503, problem(503, 'away', true), { 'retry-after': '25' }),
    () => undefined,
    { deadlineMs: 600_000 },
  );
  await clock.sleep(2_000);
  await expect(client.call('getWallet', { deadlineMs: 600_000 })).rejects.toMatchObject({ code: 'away' });
  expect(urls()).toEqual(['/v1/tokens', '/v1/tokens', '/v1/tokens']);
});
