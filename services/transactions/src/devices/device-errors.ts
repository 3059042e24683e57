import type { RefusalStatuses } from '@tamsui/platform/http';
import type { EnrolRefusal } from './enrol-device.ts';
import type { RefreshRefusal } from './refresh-tokens.ts';

export const ENROLMENT_REFUSALS: RefusalStatuses<EnrolRefusal['code']> = {
  proof_invalid: {
    status: 422,
    detail: "The proof is no signature by this key over the sign-in's challenge.",
    pointer: '/proof',
  },
  key_already_used: {
    status: 409,
    detail: 'This key was enrolled before: the device must make a new one.',
    pointer: '/public_key',
  },
  sign_in_used: { status: 409, detail: 'This sign-in has enrolled another device: sign in on this one.' },
  too_many_devices: { status: 409, detail: 'The resident has 5 devices: remove one first.' },
};

export const REFRESH_REFUSALS: RefusalStatuses<RefreshRefusal['code']> = {
  refresh_token_invalid: {
    status: 400,
    detail: 'The refresh token is not valid, or not any more: sign in again on this device.',
    pointer: '/refresh_token',
  },
};

/** What a refresh without a good proof is answered. */
export const PROOF_REFUSALS: RefusalStatuses<'unauthorized'> = {
  unauthorized: { status: 401, detail: "The DPoP header is no new proof by the device's key." },
};
