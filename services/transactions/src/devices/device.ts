import type { Uuid } from '@tamsui/ids';
import type { DevicePublicKey } from '../auth/device-key.ts';

/** A device that a resident has enrolled. */
export interface Device {
  readonly id: Uuid;
  readonly residentId: Uuid;
  /** What the resident calls it, closed by the vault: see `deviceNamePlace`. Null once the resident was erased. */
  readonly sealedName: Buffer | null;
  readonly publicKey: DevicePublicKey;
  readonly createdAt: Date;
  /** Until when it may do less; null for a resident's first device. */
  readonly coolingUntil: Date | null;
  readonly removedAt: Date | null;
}

/** Where the vault's seal of a device's name belongs. */
export function deviceNamePlace(id: Uuid): readonly string[] {
  return ['device', id, 'name'];
}

/** More than a person carries; a thief who enrols devices soon stops. */
export const MAX_DEVICES = 5;

/**
 * What a thief does with somebody's sign-in is enrol a phone and empty the wallet before anybody notices. A day gives
 * the owner, whose other device is told, time to remove it.
 */
const COOL_DOWN_MS = 24 * 3_600_000;

/** @param before how many devices the resident has had, removed ones included: removing the old one spares nobody the wait */
export function coolingUntil(before: number, now: Date): Date | null {
  return before === 0 ? null : new Date(now.getTime() + COOL_DOWN_MS);
}

/** What is left of a cool-down: null once it is over. */
export function stillCooling(until: Date | null, now: Date): Date | null {
  return until !== null && until > now ? until : null;
}
