import { readStream } from '@tamsui/testing';
import { expect, it } from 'vitest';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { url, clock } = service;
const LOOKED_AT_MS = 8_000;
const TEN_MINUTES_MS = 600_000;

async function listenOn(person: string) {
  const { phone, api } = await signInAndEnrol(service, person);
  const reader = await readStream(url, await phone.headersFor('GET', '/v1/events/stream'));
  expect(reader.status).toBe(200);
  return { phone, api, reader };
}

it('ends soon after its device was removed, and other phones go on', async () => {
  const [lost, other] = [await listenOn('mei'), await listenOn('hao')];
  await lost.api.post(`/v1/devices/${lost.phone.deviceId}/remove`, { body: {}, key: null });
  await expect.poll(() => lost.reader.isOver, { timeout: LOOKED_AT_MS }).toBe(true);
  expect(other.reader.isOver).toBe(false);
  other.reader.leave();
});

it('ends with its access token; with the next one it goes on where it was', async () => {
  const { phone, api, reader } = await listenOn('ting');
  clock.advanceMs(TEN_MINUTES_MS + 1_000);
  await expect.poll(() => reader.isOver, { timeout: LOOKED_AT_MS }).toBe(true);
  await api.post('/v1/wallet/freeze', { body: {} });
  const headers = { ...(await phone.headersFor('GET', '/v1/events/stream')), 'last-event-id': reader.lastId };
  const next = await readStream(url, headers);
  await expect.poll(() => next.events.map(({ type }) => type)).toEqual(['wallet.frozen']);
  next.leave();
});

it('a proof opens one stream', async () => {
  const { phone } = await signInAndEnrol(service, 'jun');
  const headers = await phone.headersFor('GET', '/v1/events/stream');
  const reader = await readStream(url, headers);
  expect((await readStream(url, headers)).status).toBe(401);
  reader.leave();
});
