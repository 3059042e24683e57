import { randomBytes } from 'node:crypto';
import { checkSecretToken } from '@tamsui/ids';
import { describe, expect, test } from 'vitest';
import { keyring } from '../personal-data/keyring.ts';
import {
  decideRefresh,
  FAMILY_LIFETIME_MS,
  IDLE_LIFETIME_MS,
  RETRY_WINDOW_MS,
  refreshTokenOf,
  type TokenFamily,
} from './refresh-token.ts';

const start = new Date('2026-11-20T04:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const family: TokenFamily = {
  id: '01990000-0000-7000-8000-000000000001',
  deviceId: '01990000-0000-7000-8000-000000000002',
  keyId: 'k1',
  sequence: 5,
  createdAt: start,
  rotatedAt: start,
  endedAt: null,
};

describe('a refresh token', () => {
  test.each([
    ['the newest', 5, 1, {}, 'next'],
    ['the one before, within two minutes', 4, RETRY_WINDOW_MS, {}, 'again'],
    ['the one before, later', 4, RETRY_WINDOW_MS + 1, {}, 'reused'],
    ['the last but two', 3, 1, {}, 'reused'],
    ['the first', 1, 1, {}, 'reused'],
    ['the newest after a month', 5, IDLE_LIFETIME_MS, {}, 'next'],
    ['the newest after more than a month', 5, IDLE_LIFETIME_MS + 1, {}, 'over'],
    ['an old one after more than a month', 3, IDLE_LIFETIME_MS + 1, {}, 'over'],
    ['the newest of a family that has ended', 5, 1, { endedAt: start }, 'over'],
    ['an old one of a family that has ended', 3, 1, { endedAt: start }, 'over'],
  ] as const)('%s is %s', (_what, presented, ms, changes, expected) => {
    expect(decideRefresh({ ...family, ...changes }, presented, after(ms))).toBe(expected);
  });

  test('the newest of a family that is half a year old is over, however lively it was', () => {
    const lively = { ...family, rotatedAt: after(FAMILY_LIFETIME_MS - 1) };
    expect(decideRefresh(lively, 5, after(FAMILY_LIFETIME_MS))).toBe('next');
    expect(decideRefresh(lively, 5, after(FAMILY_LIFETIME_MS + 1))).toBe('over');
  });
});

describe('the text of a refresh token', () => {
  const keyOf = () => randomBytes(32).toString('base64url');
  const [first, second] = [keyOf(), keyOf()];
  const keys = keyring.parse(`k1:${first}`);

  test('comes out the same again, and has our shape', () => {
    const { token } = refreshTokenOf(keys, family, 5);
    expect(refreshTokenOf(keys, family, 5).token).toBe(token);
    expect(checkSecretToken('rf_test', token)).toBe(true);
  });

  test('is another for each number, family and key', () => {
    const other = keyring.parse(`k1:${second}`);
    const tokens = [
      refreshTokenOf(keys, family, 5),
      refreshTokenOf(keys, family, 6),
      refreshTokenOf(keys, { ...family, id: family.deviceId }, 5),
      refreshTokenOf(other, family, 5),
    ];
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(tokens.length);
  });

  test('stays what it is when a newer key takes over, and says so when its own is gone', () => {
    const both = keyring.parse(`k2:${second},k1:${first}`);
    expect(refreshTokenOf(both, family, 5).token).toBe(refreshTokenOf(keys, family, 5).token);
    expect(() => refreshTokenOf(keyring.parse(`k2:${second}`), family, 5)).toThrow('k1 of IDENTITY_KEYS');
  });
});
