import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { impatientClock } from './local-server.testing.ts';
import { offlineCode } from './offline-code.ts';

const secret = Buffer.alloc(32, 0xfb);
const enabled = { prefix: '72', alias: '00112233', step_seconds: 30 };
const clock = impatientClock();
const make = () => offlineCode({ secret: secret.toString('base64url'), enabled, clock });

it("is prefix, alias, nine digits of the step's HMAC and a check digit that is right", async () => {
  const code = await make();
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(clock.nowMs() / 30_000)));
  const number = createHmac('sha256', secret).update(step).digest().readBigUInt64BE() % 1_000_000_000n;
  expect(code.slice(0, 19)).toBe(`7200112233${String(number).padStart(9, '0')}`);
  expect(code).toMatch(/^[0-9]{20}$/);
});

it('is the same within a step, and another one in the next', async () => {
  const code = await make();
  await clock.sleep(29_999 - (clock.nowMs() % 30_000));
  expect(await make()).toBe(code);
  await clock.sleep(1);
  expect(await make()).not.toBe(code);
});

it('takes a text that is no secret for none', async () => {
  await expect(offlineCode({ secret: '%%%', enabled, clock })).rejects.toThrow();
});
