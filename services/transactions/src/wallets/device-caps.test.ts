import { expect, test } from 'vitest';
import { deviceCaps, deviceLimit, judgeDevice, pastDeviceLimit } from './device-caps.ts';

const now = new Date('2026-11-20T04:00:00Z');
const until = new Date(now.getTime() + 1);
const cooling = { coolingUntil: until, currency: 'TWD' } as const;
const older = { coolingUntil: null, currency: 'TWD' } as const;

test.each([
  ['payment', 300_000n],
  ['transfer', 100_000n],
] as const)('a new device moves at most so much at a time for a %s', (movement, capMinor) => {
  expect(judgeDevice(cooling, movement, capMinor, now)).toEqual({ ok: true });
  expect(judgeDevice(cooling, movement, capMinor + 1n, now)).toEqual({
    ok: false,
    refusal: {
      code: 'device_is_new',
      limit: 'new_device',
      cap: { amount: (capMinor / 100n).toString(), currency: 'TWD' },
      left: { amount: (capMinor / 100n).toString(), currency: 'TWD' },
      until: until.toISOString(),
    },
  });
});

test('a new device withdraws nothing and raises no limits', () => {
  expect(judgeDevice(cooling, 'withdrawal', 1n, now)).toEqual({
    ok: false,
    refusal: {
      code: 'device_is_new',
      limit: 'new_device',
      cap: { amount: '0', currency: 'TWD' },
      left: { amount: '0', currency: 'TWD' },
      until: until.toISOString(),
    },
  });
  expect(deviceCaps(cooling, now)?.mayRaiseLimits).toBe(false);
});

test('the caps end with the instant until which they hold', () => {
  expect(deviceCaps(cooling, until)).toBeUndefined();
  expect(judgeDevice(cooling, 'withdrawal', 10_000_000n, until)).toEqual({ ok: true });
});

test('an older device has no caps', () => {
  expect(deviceCaps(older, now)).toBeUndefined();
  expect(judgeDevice(older, 'transfer', 10_000_000n, now)).toEqual({ ok: true });
});

test('a new device does nothing in a currency without figures', () => {
  const other = { ...cooling, currency: 'EUR' } as const;
  expect(judgeDevice(other, 'payment', 1n, now)).toMatchObject({ refusal: { code: 'device_is_new' } });
});

test('a cap is told before it is met, and told the same when it is over', () => {
  const judged = judgeDevice(cooling, 'transfer', 10_000_000n, now);
  const { code: _code, ...facts } = judged.ok ? { code: '' } : judged.refusal;
  expect(deviceLimit(cooling, 'transfer', now)).toEqual(facts);
  expect(deviceLimit(cooling, 'transfer', until)).toBeUndefined();
  expect(pastDeviceLimit(cooling, 'transfer')).toEqual(facts);
  expect(pastDeviceLimit(older, 'transfer')).toEqual({});
});
