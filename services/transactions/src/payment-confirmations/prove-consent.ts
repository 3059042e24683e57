import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { DevicePublicKey } from '../auth/device-key.ts';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { isSignedBy } from '../intents/payment-intent.ts';
import { wrongMember } from '../intents/read-signed.ts';
import type { PaymentPolicy } from '../payments/payment-policy.ts';
import type { PinRefusal } from '../pins/verify-pin.ts';
import { judgeDevice } from '../wallets/device-caps.ts';
import type { ConsentProof, ConsentRefusalCode, ConsentTerms, ProveConsent } from './consent.ts';

/** Judges a resident's PIN, and counts wrong ones; undefined is none. */
export type JudgePin = (residentId: Uuid, pin: string | undefined) => Promise<Result<undefined, PinRefusal>>;

/** The key of a device that may sign; undefined for one that is not there or was removed. */
export type FindSigningKey = (deviceId: Uuid, residentId: Uuid) => Promise<DevicePublicKey | undefined>;

export interface ProveConsentDeps {
  readonly signingKeys: FindSigningKey;
  readonly judgePin: JudgePin;
  readonly policy: Pick<PaymentPolicy, 'pinAboveMinor'>;
  readonly clock: Clock;
}

type Proven = Result<undefined, Refusal<ConsentRefusalCode>>;
type DevicePrincipal = ResidentPrincipal & { readonly deviceId: Uuid };

/**
 * Takes what a device has signed over these very terms (dynamic linking), and the resident's PIN where that is needed.
 * A token of the sandbox belongs to no device, and its yes is enough. A device that was enrolled a moment ago may not
 * say yes to much. The PIN comes last: whoever has not the device's key cannot try one.
 */
export function createProveConsent(deps: ProveConsentDeps): ProveConsent {
  return async (resident, terms, proof) => {
    if (!hasDevice(resident)) return accept(undefined);
    const allowed = judgeDevice(resident, terms.movement, terms.amountMinor, deps.clock.now());
    if (!allowed.ok) return allowed;
    return terms.by === 'intent_or_pin'
      ? proveByEither(deps, resident, terms, proof)
      : proveByIntent(deps, resident, terms, proof);
  };
}

function hasDevice(resident: ResidentPrincipal): resident is DevicePrincipal {
  return resident.deviceId !== null;
}

async function proveByEither(
  deps: ProveConsentDeps,
  resident: DevicePrincipal,
  terms: ConsentTerms,
  { intent, pin }: ConsentProof,
): Promise<Proven> {
  if (intent !== undefined) return judgeIntent(deps, resident, terms, intent);
  return pin === undefined ? refuse('consent_required') : deps.judgePin(resident.residentId, pin);
}

/** A PIN that is sent is judged, also where none is needed: nobody learns that a wrong one was taken. */
async function proveByIntent(
  deps: ProveConsentDeps,
  resident: DevicePrincipal,
  terms: ConsentTerms,
  { intent, pin }: ConsentProof,
): Promise<Proven> {
  if (intent === undefined) return refuse('consent_required');
  const signed = await judgeIntent(deps, resident, terms, intent);
  if (!signed.ok) return signed;
  const needsPin = terms.amountMinor > deps.policy.pinAboveMinor;
  return needsPin || pin !== undefined ? deps.judgePin(resident.residentId, pin) : signed;
}

async function judgeIntent(
  { signingKeys, clock }: ProveConsentDeps,
  { deviceId, residentId, walletId }: DevicePrincipal,
  { signed }: ConsentTerms,
  intent: string,
): Promise<Proven> {
  const wrong = wrongMember(intent, signed, { deviceId, walletId }, clock.now());
  if (wrong !== undefined) return refuse('intent_invalid', { member: wrong });
  const key = await signingKeys(deviceId, residentId);
  const isTheirs = key !== undefined && (await isSignedBy(key, intent));
  return isTheirs ? accept(undefined) : refuse('intent_invalid', { member: 'signature' });
}
