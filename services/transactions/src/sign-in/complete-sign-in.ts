import { accept, Fault, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Assurance } from '../auth/principal.ts';
import type { Identity, IdentityProvider, IdentityRefusal } from './identity-provider.ts';
import { type ResidentOfIdentityDeps, residentOfIdentity } from './resident-of-identity.ts';
import { hashState, proveSignIn } from './sign-in.ts';
import { type ClaimedSignIn, claimState, releaseState, revokeByState, writeProven } from './sign-in-store.ts';

export interface CompleteSignInDeps extends ResidentOfIdentityDeps {
  readonly identityProvider: IdentityProvider;
}

export type SignInRefusal =
  | IdentityRefusal
  | { readonly code: 'state_unknown' | 'state_used' | 'state_expired' };

/** Somebody who has proved who they are. The token is shown this once. */
export interface SignedIn {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly assurance: Assurance;
  readonly token: string;
  readonly expiresAt: Date;
  /** What a device signs to be enrolled with this sign-in. */
  readonly challenge: string;
}

/**
 * Turns what the provider sent the app back with into a sign-in. A state works once: a second use is refused and takes
 * the first one's token back (RFC 6749, 4.1.2), for it went through somebody else's hands. After a lost reply the app
 * therefore signs in anew; nothing else has happened.
 */
export async function completeSignIn(
  deps: CompleteSignInDeps,
  { state, code }: { readonly state: string; readonly code: string },
): Promise<Result<SignedIn, SignInRefusal>> {
  const { database, clock } = deps;
  const stateHash = hashState(state);
  const claimed = await claimState(database, stateHash, clock.now());
  if (claimed === undefined) {
    const found = await revokeByState(database, stateHash, clock.now());
    return refuse(found === undefined ? 'state_unknown' : `state_${found}`);
  }
  const identified = await identify(deps, claimed, state, code);
  return identified.ok ? accept(await conclude(deps, claimed.id, identified.value)) : identified;
}

/** When the provider could not be heard the state is good for another try. */
async function identify(
  { database, identityProvider }: CompleteSignInDeps,
  claimed: ClaimedSignIn,
  state: string,
  code: string,
): Promise<Result<Identity, IdentityRefusal>> {
  try {
    return await identityProvider.identify({ state, ...claimed }, code);
  } catch (error) {
    await releaseState(database, claimed.id);
    throw error;
  }
}

async function conclude(deps: CompleteSignInDeps, id: Uuid, identity: Identity): Promise<SignedIn> {
  const { database, clock } = deps;
  try {
    const { assurance } = identity;
    const residentId = await residentOfIdentity(deps, identity);
    const { token, proven } = proveSignIn(id, { residentId, assurance }, clock.now());
    await writeProven(database, proven);
    const { challenge, tokenExpiresAt: expiresAt } = proven;
    return { id, residentId, assurance, token, expiresAt, challenge };
  } catch (cause) {
    // The provider's code is used up, so the same request cannot succeed again.
    const message = 'The sign-in could not be finished: sign in again.';
    throw new Fault('sign_in_interrupted', message, { cause, retryable: false });
  }
}
