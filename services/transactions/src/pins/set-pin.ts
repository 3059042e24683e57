import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { ResidentPrincipal, SignInPrincipal } from '../auth/principal.ts';
import { isEasyToGuess } from './pin.ts';
import { insertPin, replacePin, resetPin } from './pin-store.ts';
import { type PinRefusal, type VerifyPinDeps, verifyPin } from './verify-pin.ts';

export type SetPinRefusal =
  | PinRefusal
  | { readonly code: 'pin_too_easy' | 'pin_unchanged' | 'assurance_too_low' };

export interface NewPin {
  readonly pin: string;
  /** The one before. A phone that changes a PIN has to know it; someone who has just signed in does not. */
  readonly currentPin?: string | undefined;
}

/** Sets the first PIN, or changes it. A sign-in with a proven identity may also replace a PIN that was forgotten. */
export async function setPin(
  deps: VerifyPinDeps,
  who: ResidentPrincipal | SignInPrincipal,
  { pin, currentPin }: NewPin,
): Promise<Result<undefined, SetPinRefusal>> {
  if (isEasyToGuess(pin)) return refuse('pin_too_easy');
  if (who.kind === 'sign_in') return replaceForgotten(deps, who, pin);
  return currentPin === undefined
    ? setFirst(deps, who.residentId, pin)
    : change(deps, who.residentId, pin, currentPin);
}

async function setFirst(
  { database, clock, pinHasher }: VerifyPinDeps,
  residentId: Uuid,
  pin: string,
): Promise<Result<undefined, SetPinRefusal>> {
  const hashed = await pinHasher.hash(residentId, pin);
  const isFirst = await insertPin(database, { residentId, at: clock.now(), ...hashed });
  return isFirst ? accept(undefined) : refuse('pin_required');
}

async function change(
  deps: VerifyPinDeps,
  residentId: Uuid,
  pin: string,
  currentPin: string,
): Promise<Result<undefined, SetPinRefusal>> {
  const { database, clock, pinHasher } = deps;
  const verified = await verifyPin(deps, residentId, currentPin);
  if (!verified.ok) return verified;
  if (pin === currentPin) return refuse('pin_unchanged');
  const hashed = await pinHasher.hash(residentId, pin);
  const replaced = await replacePin(database, {
    residentId,
    at: clock.now(),
    known: verified.value,
    ...hashed,
  });
  // Somebody changed it between the two steps, so what was shown is not the PIN any more.
  return replaced ? accept(undefined) : refuse('pin_required');
}

async function replaceForgotten(
  { database, clock, pinHasher }: VerifyPinDeps,
  { residentId, assurance }: SignInPrincipal,
  pin: string,
): Promise<Result<undefined, SetPinRefusal>> {
  if (assurance !== 'gold') return refuse('assurance_too_low');
  const hashed = await pinHasher.hash(residentId, pin);
  await resetPin(database, { residentId, at: clock.now(), ...hashed });
  return accept(undefined);
}
