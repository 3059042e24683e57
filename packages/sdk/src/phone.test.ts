import { afterEach, expect, it } from 'vitest';
import { bearer } from './authorization.ts';
import { createClient } from './client.ts';
import { systemClock } from './clock.ts';
import { newWebCryptoDeviceKey } from './device-key.ts';
import { enrol } from './enrol.ts';
import {
  answer,
  impatientClock,
  type LocalServer,
  problem,
  type Script,
  startLocalServer,
} from './local-server.testing.ts';
import { paymentCodes } from './payment-codes.ts';
import { signIn } from './sign-in.ts';

const SIGN_IN = {
  id: 'sin_1',
  resident: 'res_1',
  assurance: 'gold',
  token: 'sit_1',
  expires_at: '2026-11-20T00:10:00.000Z',
  device_challenge: 'challenge',
} as const;

let server: LocalServer | undefined;
afterEach(() => server?.stop());

async function clientOf(script: Script) {
  server = await startLocalServer(script);
  const clock = impatientClock();
  const options = { baseUrl: server.url, clock };
  return { options, clock, heard: server.heard, client: createClient(options) };
}

/** Answers a sign-in as the API does. */
const signsIn: Script = ({ url }, response) =>
  url === '/v1/sign-ins/start'
    ? answer(response, 201, { authorization_url: 'https://id.example/ask?x=1', state: 'state-1' })
    : answer(response, 201, SIGN_IN);

it('shows the page of the sign-in, and hands over what the browser came back with', async () => {
  const { client, heard } = await clientOf(signsIn);
  const shown: string[] = [];
  const show = async (url: string) => {
    shown.push(url);
    return 'wallet://signed-in?state=state-1&code=c%201';
  };
  expect(await signIn(client, { show, assurance: 'gold' })).toEqual(SIGN_IN);
  expect(shown).toEqual(['https://id.example/ask?x=1']);
  expect(heard.map(({ body }) => JSON.parse(body) as object)).toEqual([
    { assurance: 'gold' },
    { state: 'state-1', code: 'c 1' },
  ]);
});

it.each([
  ['sign_in_mixed_up', 'wallet://signed-in?state=state-2&code=c', /another sign-in/],
  ['sign_in_mixed_up', 'wallet://signed-in?code=c', /another sign-in/],
  ['sign_in_refused', 'wallet://signed-in?state=state-1&error=access_denied', /access_denied/],
  ['sign_in_refused', 'wallet://signed-in?state=state-1', /no reason given/],
])('says %s to a browser that comes back to %s, and tries no code', async (code, landed, says) => {
  const { client, heard } = await clientOf(signsIn);
  const asking = signIn(client, { show: async () => landed });
  await expect(asking).rejects.toMatchObject({
    code,
    retryable: false,
    message: expect.stringMatching(says),
  });
  expect(heard).toHaveLength(1);
});

it('enrols with the token of the sign-in and a proof for the address that the API has for itself', async () => {
  const { options, heard } = await clientOf((_request, response, nth) =>
    nth === 1 ? response.destroy() : answer(response, 201, { device: { id: 'dev_1' } }),
  );
  const key = await newWebCryptoDeviceKey();
  const enrolled = await enrol({
    ...options,
    key,
    name: '小美的手機',
    signedIn: SIGN_IN,
    publicUrl: 'https://city.example/',
  });
  expect(enrolled).toEqual({ device: { id: 'dev_1' } });
  // The lost answer was asked for again: a key is one device.
  expect(heard).toHaveLength(2);
  const { proof, ...rest } = JSON.parse(heard[1]?.body ?? '') as Record<string, string>;
  expect(rest).toEqual({ name: '小美的手機', public_key: key.publicKey });
  const [, payload = ''] = (proof ?? '').split('.');
  const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  expect(said).toEqual({ aud: 'https://city.example', challenge: 'challenge' });
  expect(heard[1]?.headers.authorization).toBe('Bearer sit_1');
});

/** Codes that are over so many seconds after the phone's clock says now. */
async function shownFor(lifetimes: readonly number[]) {
  const { client, clock, heard } = await clientOf((_request, response, nth) => {
    const expiresMs = clock.nowMs() + (lifetimes[nth - 1] ?? 60) * 1_000;
    answer(response, 201, { code: `code-${nth}`, expires_at: new Date(expiresMs).toISOString() });
  });
  const ending = new AbortController();
  const codes: string[] = [];
  for await (const { code } of paymentCodes(client, ending.signal)) {
    codes.push(code);
    if (codes.length > lifetimes.length) ending.abort();
  }
  return { codes, pauses: clock.pauses, heard };
}

it('shows another code before the last one is over, whatever the clock of the phone says', async () => {
  const { codes, pauses, heard } = await shownFor([60, 30, -7_200, 7_200]);
  expect(codes).toEqual(['code-1', 'code-2', 'code-3', 'code-4', 'code-5']);
  expect(pauses.slice(0, 4)).toEqual([50_000, 20_000, 5_000, 50_000]);
  expect(heard).toHaveLength(5);
});

it('asks for another code when an answer was lost: nobody has seen the one before', async () => {
  const { client, clock, heard } = await clientOf((_request, response, nth) => {
    const shown = { code: `code-${nth}`, expires_at: new Date(clock.nowMs() + 60_000).toISOString() };
    if (nth === 1) response.destroy();
    else answer(response, 201, shown);
  });
  const shown = await paymentCodes(client, new AbortController().signal).next();
  expect(shown.value).toMatchObject({ code: 'code-2' });
  expect(heard).toHaveLength(2);
});

it('ends quietly with the signal of the client, too, while a code is shown', async () => {
  const { options } = await clientOf((_request, response) =>
    answer(response, 201, { code: 'code-1', expires_at: new Date(Date.now() + 60_000).toISOString() }),
  );
  const ending = new AbortController();
  const client = createClient({ ...options, clock: systemClock, signal: ending.signal });
  const codes = paymentCodes(client, new AbortController().signal);
  expect(await codes.next()).toMatchObject({ value: { code: 'code-1' } });
  setTimeout(() => ending.abort(), 10);
  expect(await codes.next()).toEqual({ done: true, value: undefined });
});

it('ends quietly while it waits for an answer, and throws what it is refused with', async () => {
  const ending = new AbortController();
  const silent = await clientOf(() => ending.abort());
  const codes = paymentCodes(silent.client, ending.signal);
  expect(await codes.next()).toEqual({ done: true, value: undefined });
  await server?.stop();
  const { options } = await clientOf((_request, response) =>
    answer(response, 403, problem(403, 'wallet_frozen', false)),
  );
  const refused = createClient({ ...options, authorization: bearer('token') });
  const frozen = paymentCodes(refused, new AbortController().signal).next();
  await expect(frozen).rejects.toMatchObject({ code: 'wallet_frozen' });
});
