import { newUuid } from '@tamsui/ids';
import { describe, expect, it } from 'vitest';
import { type ApiKey, rotationOf, scopesNotHeld, stateOf } from './api-key.ts';

const DAY_MS = 86_400_000;
const now = new Date('2026-03-02T04:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const key: ApiKey = {
  id: newUuid(),
  merchantId: newUuid(),
  name: 'tills',
  prefix: 'mk_test_0000',
  scopes: ['payments:charge'],
  apiVersion: '2026-12-01',
  createdAt: inDays(-10),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  rotatedTo: null,
};

describe('a key', () => {
  it.each([
    ['that never expires', {}, 'active'],
    ['before it expires', { expiresAt: inDays(1) }, 'active'],
    ['at the moment it expires', { expiresAt: now }, 'expired'],
    ['that was revoked', { revokedAt: inDays(-1) }, 'revoked'],
    ['that was revoked and would have expired', { revokedAt: inDays(-2), expiresAt: inDays(-1) }, 'revoked'],
  ] as const)('%s is %3$s', (_which, change, state) => {
    expect(stateOf({ ...key, ...change }, now)).toBe(state);
  });
});

describe('a rotation', () => {
  const rotate = (change: Partial<ApiKey>, days: number) =>
    rotationOf({ ...key, ...change }, days * DAY_MS, now);

  it('lets the old key work until the overlap ends', () => {
    expect(rotate({}, 2)).toEqual({ ok: true, value: { oldExpiresAt: inDays(2), newExpiresAt: null } });
  });

  it('does not give the old key more time than it had, and the new one as long a life', () => {
    expect(rotate({ expiresAt: inDays(1) }, 2)).toEqual({
      ok: true,
      value: { oldExpiresAt: inDays(1), newExpiresAt: inDays(11) },
    });
  });

  it.each([
    ['was rotated before', { rotatedTo: newUuid() }, 'key_already_rotated'],
    ['is revoked', { revokedAt: now }, 'key_not_active'],
    ['has expired', { expiresAt: now }, 'key_not_active'],
  ] as const)('is refused for a key that %s', (_which, change, code) => {
    expect(rotate(change, 2)).toEqual({ ok: false, refusal: { code } });
  });
});

it('names the scopes that somebody does not hold', () => {
  const held = new Set(['payments:read', 'merchant:manage'] as const);
  expect(scopesNotHeld(['payments:read', 'payments:refund'], held)).toEqual(['payments:refund']);
});
