import { fixedClock, newDeviceKeyPair } from '@tamsui/testing';
import { expect, test } from 'vitest';
import type { Proof } from './dpop-proof.ts';
import { createMemoryReplayGuard } from './memory-replay-guard.ts';

const START = '2026-11-20T04:00:00.700Z';
const { publicJwk: publicKey } = newDeviceKeyPair();
const unavailable = { code: 'replay_guard_unavailable', retryable: true };

const proof = (jti: string, issuedAt: string, thumbprint = 'a'): Proof => ({
  publicKey,
  thumbprint,
  jti,
  issuedAt: new Date(issuedAt),
});

test('a proof is new once, and for each key on its own', async () => {
  const guard = createMemoryReplayGuard(fixedClock(START));
  expect(await guard.isNew(proof('1', START))).toBe(true);
  expect(await guard.isNew(proof('1', START))).toBe(false);
  expect(await guard.isNew(proof('1', START, 'b'))).toBe(true);
  expect(await guard.isNew(proof('2', START))).toBe(true);
});

test('a proof is remembered for as long as it could be good', async () => {
  const clock = fixedClock(START);
  const guard = createMemoryReplayGuard(clock);
  const ahead = proof('1', '2026-11-20T04:01:00Z');
  await guard.isNew(ahead);
  clock.advanceMs(119_999);
  expect(await guard.isNew(ahead)).toBe(false);
});

test('a proof that is older than the memory is a fault: it may have come before', async () => {
  const guard = createMemoryReplayGuard(fixedClock(START));
  await expect(guard.isNew(proof('1', '2026-11-20T03:59:59Z'))).rejects.toMatchObject(unavailable);
  expect(await guard.isNew(proof('1', '2026-11-20T04:00:00Z'))).toBe(true);
});

test('a full memory is a fault until there is room, and forgets nothing for it', async () => {
  const clock = fixedClock(START);
  const guard = createMemoryReplayGuard(clock, 2);
  for (const jti of ['1', '2']) await guard.isNew(proof(jti, START));
  await expect(guard.isNew(proof('3', START))).rejects.toMatchObject(unavailable);
  expect(await guard.isNew(proof('1', START))).toBe(false);
  clock.advanceMs(120_000);
  expect(await guard.isNew(proof('3', '2026-11-20T04:02:00Z'))).toBe(true);
});
