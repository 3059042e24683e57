import { describe, expect, it, test } from 'vitest';
import { PERMISSIONS, type Permission } from '../auth/principal.ts';
import { CASHIER_ROLES, checkRole, permissionsOf } from './cashier.ts';

test('who may do what', () => {
  const table = CASHIER_ROLES.map((role) => [
    role,
    ...PERMISSIONS.filter((one) => permissionsOf(role).has(one)),
  ]);
  expect(table).toEqual([
    ['cashier', 'payments:charge', 'payments:read'],
    ['shift_lead', 'payments:charge', 'payments:read', 'payments:refund'],
    ['manager', 'payments:charge', 'payments:read', 'payments:refund', 'merchant:manage'],
  ]);
});

describe('a role is given', () => {
  const everything = new Set(PERMISSIONS);

  it.each([
    ['cashier', null, undefined],
    ['cashier', 1n, 'refund_cap_not_allowed'],
    ['shift_lead', 50_000n, undefined],
    ['shift_lead', null, 'refund_cap_missing'],
    ['manager', null, undefined],
    ['manager', 50_000n, 'refund_cap_not_allowed'],
  ] as const)('%s with a cap of %s: %s', (role, cap, code) => {
    const answer = checkRole(role, cap, everything);
    expect(answer.ok ? undefined : answer.refusal.code).toBe(code);
  });

  it('by nobody who may do less', () => {
    const held = new Set<Permission>(['merchant:manage', 'payments:charge', 'payments:read']);
    const allowed = CASHIER_ROLES.filter(
      (role) => checkRole(role, role === 'shift_lead' ? 1n : null, held).ok,
    );
    expect(allowed).toEqual(['cashier']);
  });
});
