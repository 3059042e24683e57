import { formatPublicId } from '@tamsui/ids';
import { z } from 'zod';
import { ASSURANCES } from '../auth/principal.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import type { SignedIn } from './complete-sign-in.ts';

/** What a state looks like: 256 bits in base64url. */
const STATE = /^[A-Za-z0-9_-]{43}$/;
/** RFC 6749, appendix A.11, and no longer than any provider makes them. */
const CODE = /^[ -~]{1,1024}$/;

export const startSignInBody = z.strictObject({
  assurance: z
    .enum(ASSURANCES)
    .optional()
    .meta({ description: 'The only one that will do, for a step-up to gold; any when it is left out.' }),
});

export const startedSignInWire = z
  .strictObject({ authorization_url: z.url(), state: z.string(), expires_at: instantWire })
  .meta({ id: 'StartedSignIn' });

export const completeSignInBody = z.strictObject({
  state: z.string().regex(STATE, 'must be the state that the sign-in was started with'),
  code: z.string().regex(CODE, 'must be the code that the identity provider gave'),
});

export const signedInWire = z
  .strictObject({
    id: idWire('sin'),
    resident: idWire('res'),
    assurance: z.enum(ASSURANCES),
    token: z.string().meta({ description: 'Enrols one device, lists devices and freezes the wallet.' }),
    expires_at: instantWire,
    device_challenge: z.string().meta({ description: 'What the device signs to be enrolled.' }),
  })
  .meta({ id: 'SignIn' });

export function printSignedIn(signedIn: SignedIn) {
  return {
    id: formatPublicId('sin', signedIn.id),
    resident: formatPublicId('res', signedIn.residentId),
    assurance: signedIn.assurance,
    token: signedIn.token,
    expires_at: signedIn.expiresAt.toISOString(),
    device_challenge: signedIn.challenge,
  };
}
