import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Permission } from '../auth/principal.ts';

/** From who takes money to who runs the shop. */
export const CASHIER_ROLES = ['cashier', 'shift_lead', 'manager'] as const;
export type CashierRole = (typeof CASHIER_ROLES)[number];

const PERMISSIONS_OF: Readonly<Record<CashierRole, readonly Permission[]>> = {
  cashier: ['payments:charge', 'payments:read'],
  shift_lead: ['payments:charge', 'payments:read', 'payments:refund'],
  manager: ['payments:charge', 'payments:read', 'payments:refund', 'merchant:manage'],
};

export function permissionsOf(role: CashierRole): ReadonlySet<Permission> {
  return new Set(PERMISSIONS_OF[role]);
}

export type RoleRefusal = {
  readonly code: 'refund_cap_missing' | 'refund_cap_not_allowed' | 'role_not_held';
};

/** A shift lead gives back up to an amount of each payment; a cashier refunds nothing, and a manager without a cap. */
export function checkRole(
  role: CashierRole,
  refundCapMinor: bigint | null,
  held: ReadonlySet<Permission>,
): Result<null, RoleRefusal> {
  // Nobody makes anybody more than they are themselves.
  if (PERMISSIONS_OF[role].some((permission) => !held.has(permission))) return refuse('role_not_held');
  if (role === 'shift_lead' && refundCapMinor === null) return refuse('refund_cap_missing');
  if (role !== 'shift_lead' && refundCapMinor !== null) return refuse('refund_cap_not_allowed');
  return accept(null);
}

/** Somebody who works at a merchant's tills. The PIN itself is not kept. */
export interface Cashier {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  /** What they type at the till; theirs alone as long as they work there. */
  readonly number: string;
  readonly name: string;
  readonly role: CashierRole;
  readonly refundCapMinor: bigint | null;
  readonly createdAt: Date;
  /** When they were sent away; null while they work there. */
  readonly removedAt: Date | null;
}

/** A day at the till, from sign-in to sign-out. */
export const SESSION_LIFETIME_MS = 12 * 60 * 60 * 1_000;
