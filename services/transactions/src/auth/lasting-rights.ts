import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { ACCESS_TOKEN_LIFETIME_MS, type AccessTokens } from './access-token.ts';
import type { Authenticate, Credentials } from './credentials.ts';
import { findDevicePrincipal } from './device-principal-store.ts';
import type { Principal } from './principal.ts';

/** Tells of somebody who was let in whether they would be let in again now. @throws Fault when that cannot be told */
export type StillAllowed = () => Promise<boolean>;

/** For what lasts longer than a request: who was let in once is looked at again from time to time. */
export type LastingRights = (
  credentials: Pick<Credentials, 'scheme' | 'token'>,
  who: Principal,
) => Promise<StillAllowed>;

export interface LastingRightsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly accessTokens: AccessTokens;
  readonly authenticate: Authenticate;
}

/** A phone's proof is for the one request, and was taken with it: what can end is its token, its session and itself. */
export function createLastingRights(deps: LastingRightsDeps): LastingRights {
  const { database, clock, accessTokens, authenticate } = deps;
  return async ({ scheme, token }, who) => {
    if (scheme === 'Bearer') return () => isStillKnown(authenticate, token, who);
    const claims = await accessTokens.read(token);
    if (claims === undefined) return async () => false;
    const endsAt = claims.issuedAt.getTime() + ACCESS_TOKEN_LIFETIME_MS;
    return async () => {
      if (clock.now().getTime() >= endsAt) return false;
      return (await findDevicePrincipal(database, claims)) !== undefined;
    };
  };
}

async function isStillKnown(authenticate: Authenticate, token: string, who: Principal): Promise<boolean> {
  const found = await authenticate({ scheme: 'Bearer', token, proof: undefined, method: 'GET', url: '/' });
  return found.ok && found.value.kind === who.kind;
}
