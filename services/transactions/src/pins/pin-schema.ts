import { z } from 'zod';
import { instantWire } from '../http/wire-fields.ts';
import { PIN_AGE_MS, PIN_PATTERN } from './pin.ts';
import type { KeptPin } from './pin-store.ts';

/** A PIN in a body: six digits. */
export const pinField = z
  .string()
  .regex(PIN_PATTERN, 'must have six digits')
  .meta({ description: 'Six digits.', example: '482915' });

export const setPinBody = z.strictObject({ pin: pinField, current_pin: pinField.optional() });

export const verifyPinBody = z.strictObject({ pin: pinField });

/** What `printPin` prints, as it is described. */
export const pinWire = z
  .strictObject({
    is_set: z.boolean(),
    set_at: instantWire.nullable(),
    change_due: z.boolean().meta({ description: 'True when it is older than a year.' }),
    locked_until: instantWire.nullable(),
  })
  .meta({ id: 'Pin' });

/** Everything about a PIN but the PIN. */
export function printPin(kept: KeptPin | undefined, now: Date) {
  const { setAt = null, lockedUntil = null } = kept ?? {};
  return {
    is_set: kept !== undefined,
    set_at: setAt?.toISOString() ?? null,
    change_due: setAt !== null && now.getTime() - setAt.getTime() > PIN_AGE_MS,
    locked_until: lockedUntil !== null && lockedUntil > now ? lockedUntil.toISOString() : null,
  };
}
