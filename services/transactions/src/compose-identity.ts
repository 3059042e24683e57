import { invariant } from '@tamsui/errors';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Redis } from '@tamsui/platform/redis';
import { createAccessTokens } from './auth/access-token.ts';
import { authenticateDevice } from './auth/authenticate-device.ts';
import type { Authenticate } from './auth/credentials.ts';
import { createMemoryReplayGuard } from './auth/memory-replay-guard.ts';
import { createRedisReplayGuard } from './auth/redis-replay-guard.ts';
import { createSigningKeys } from './auth/signing-keys.ts';
import type { Config } from './config.ts';
import type { TokenRoutesDeps } from './devices/token-routes.ts';
import { createIdentityProvider, type IdentityProvider } from './sign-in/identity-provider.ts';

export interface IdentityParts {
  /** What the routes of sign-ins and devices need. */
  readonly deps: TokenRoutesDeps & { readonly identityProvider: IdentityProvider };
  readonly authenticateDevice: Authenticate;
}

/** Connects what tells who residents and their devices are. */
export function composeIdentity(
  config: Config,
  {
    database,
    clock,
    redis,
  }: { readonly database: Database; readonly clock: Clock; readonly redis: Redis | undefined },
): IdentityParts {
  const { PUBLIC_URLS: publicUrls, IDENTITY_KEYS: identityKeys } = config;
  const [issuer] = publicUrls;
  invariant(issuer !== undefined, 'the configuration has a public address');
  const keys = createSigningKeys({ database, clock, identityKeys });
  const deps = {
    database,
    clock,
    publicUrls,
    identityKeys,
    accessTokens: createAccessTokens({ keys, clock, issuer }),
    replays:
      redis === undefined ? createMemoryReplayGuard(clock) : createRedisReplayGuard(redis, clock, issuer),
    identityProvider: createIdentityProvider({
      issuer: config.IDENTITY_ISSUER,
      url: config.IDENTITY_URL,
      clientId: config.IDENTITY_CLIENT_ID,
      clientSecret: config.IDENTITY_CLIENT_SECRET,
      redirectUri: config.SIGN_IN_REDIRECT_URI,
    }),
  };
  return { deps, authenticateDevice: (credentials) => authenticateDevice(deps, credentials) };
}
