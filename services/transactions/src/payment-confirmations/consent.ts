import type { Refusal, Result } from '@tamsui/errors';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { SignedTerms } from '../intents/signed-terms.ts';
import type { PinRefusal } from '../pins/verify-pin.ts';
import type { DeviceRefusal, Movement } from '../wallets/device-caps.ts';

/** What exactly the resident says yes to. */
export interface ConsentTerms {
  /** What a device signs of it. */
  readonly signed: SignedTerms;
  readonly movement: Movement;
  readonly amountMinor: bigint;
  /**
   * What shows that it is them. `intent_or_pin`: a till has asked, and the resident answers · `intent`: the resident
   * begins it, so the device signs it, and above a threshold of the city the PIN is asked for, too.
   */
  readonly by: 'intent_or_pin' | 'intent';
}

/** How the resident shows that it is them: by what their device signed over the terms, and by their PIN. */
export interface ConsentProof {
  readonly intent: string | undefined;
  readonly pin: string | undefined;
}

export type ConsentRefusal =
  | { readonly code: 'consent_required' }
  /** Which part is wrong, for example `payload/amount`; nothing for a text that cannot be read at all. */
  | { readonly code: 'intent_invalid'; readonly member: string }
  | PinRefusal
  | DeviceRefusal;

export type ConsentRefusalCode = ConsentRefusal['code'];

/** Judges whether a resident agrees to exactly these terms. */
export type ProveConsent = (
  resident: ResidentPrincipal,
  terms: ConsentTerms,
  proof: ConsentProof,
) => Promise<Result<undefined, Refusal<ConsentRefusalCode>>>;
