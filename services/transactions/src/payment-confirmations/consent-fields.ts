import { intentField } from '../intents/intent-field.ts';
import type { IntentKind } from '../intents/signed-terms.ts';
import { pinField } from '../pins/pin-schema.ts';

/** How a body says that the resident agrees to what it asks for. */
export function consentFields(kind: IntentKind) {
  return { intent: intentField(kind).optional(), pin: pinField.optional() };
}

/** They say how a request is proven, and not what it asks for: signed anew, it is the same request. */
export const APART_FROM_ASKED = ['intent', 'pin'];

/** For the description of what takes them. */
export const ABOUT_CONSENT =
  'A device sends what it has signed and, above a threshold of the city, the PIN; the answer `pin_required` says so. ' +
  'A refusal of the proof decides nothing: send it again with the same key and a better proof. A sandbox token needs neither.';
