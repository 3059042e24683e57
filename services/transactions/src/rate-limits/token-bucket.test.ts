import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotas } from './quota.ts';
import { fullBucket, isFull, takeToken } from './token-bucket.ts';

const QUOTA = { name: 'device', requests: 10, windowSeconds: 60 };

test('a quota can be used at once, then it fills up evenly', () => {
  const bucket = fullBucket(QUOTA, 0);
  const left = Array.from({ length: 10 }, () => takeToken(bucket, QUOTA, 0).left);
  expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(takeToken(bucket, QUOTA, 0)).toEqual({ allowed: false, left: 0, resetSeconds: 6 });
  expect(takeToken(bucket, QUOTA, 5_999)).toMatchObject({ allowed: false, resetSeconds: 1 });
  expect(takeToken(bucket, QUOTA, 6_000)).toMatchObject({ allowed: true, left: 0 });
  expect(takeToken(bucket, QUOTA, 66_000)).toMatchObject({ allowed: true, left: 9, resetSeconds: 6 });
});

test('a refusal costs nothing, and waiting as long as told is enough', () => {
  const bucket = fullBucket(QUOTA, 0);
  for (let i = 0; i < 10; i++) takeToken(bucket, QUOTA, 0);
  const refusals = Array.from({ length: 100 }, () => takeToken(bucket, QUOTA, 0));
  for (const { resetSeconds } of refusals) expect(resetSeconds).toBe(6);
  expect(takeToken(bucket, QUOTA, 6_000).allowed).toBe(true);
});

test('a clock that goes backwards fills nothing, and forward again not twice', () => {
  const bucket = fullBucket(QUOTA, 60_000);
  for (let i = 0; i < 10; i++) takeToken(bucket, QUOTA, 60_000);
  expect(takeToken(bucket, QUOTA, 0).allowed).toBe(false);
  expect(takeToken(bucket, QUOTA, 60_000).allowed).toBe(false);
  expect(isFull(bucket, QUOTA, 119_999)).toBe(false);
  expect(isFull(bucket, QUOTA, 120_000)).toBe(true);
});

test('over any time, never more is let through than the quota and what has filled up since', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      (waits, requests, windowSeconds) => {
        const quota = { name: 'device', requests, windowSeconds };
        const bucket = fullBucket(quota, 0);
        let nowMs = 0;
        let allowed = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (takeToken(bucket, quota, nowMs).allowed) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual(requests + (nowMs * requests) / (windowSeconds * 1_000) + 1e-6);
      },
    ),
  );
});

test('quotas are as usual where nothing is said', () => {
  const given = quotas.parse('device=5/1,address=7/20');
  expect(given.device).toEqual({ name: 'device', requests: 5, windowSeconds: 1 });
  expect(given.address).toEqual({ name: 'address', requests: 7, windowSeconds: 20 });
  expect(given['api-key']).toEqual(quotas.parse('')['api-key']);
});

test.each(['device', 'device=0/1', 'device=5', 'phone=5/1', 'device=5/1;address=1/1', 'device=-1/1'])(
  '%s is no quota, and the message says what one is like',
  (text) => {
    expect(quotas.safeParse(text).error?.issues[0]?.message).toMatch(/must be like device=600\/60/);
  },
);
