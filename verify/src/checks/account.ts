import type { Detail } from '../journal/batch.ts';

/** An account as the journal made it so far. Counters only, so that a city fits in memory. */
export interface Account {
  readonly id: string;
  readonly kind: string;
  readonly currency: string;
  readonly floorMinor: bigint | null;
  debitsMinor: bigint;
  creditsMinor: bigint;
  version: bigint;
  /** Credits less debits, as the last posting says. */
  balanceMinor: bigint;
}

const INTEGER = /^-?\d{1,19}$/;

/** The account that an entry opens, by its number; undefined when the entry does not describe one. */
export function readOpening(
  detail: Detail | null,
): { readonly number: bigint; readonly account: Account } | undefined {
  const { number, account: id, kind, currency, floor_minor: floor = null } = detail ?? {};
  if (typeof number !== 'string' || typeof id !== 'string') return undefined;
  if (typeof kind !== 'string' || typeof currency !== 'string') return undefined;
  if (!INTEGER.test(number)) return undefined;
  if (floor !== null && !(typeof floor === 'string' && INTEGER.test(floor))) return undefined;
  const floorMinor = floor === null ? null : BigInt(floor);
  const counters = { debitsMinor: 0n, creditsMinor: 0n, version: 0n, balanceMinor: 0n };
  return { number: BigInt(number), account: { id, kind, currency, floorMinor, ...counters } };
}
