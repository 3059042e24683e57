import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Assurance } from '../auth/principal.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { newSignIn } from './sign-in.ts';
import { deleteSignInsBefore, insertSignIn } from './sign-in-store.ts';

export interface StartSignInDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly identityProvider: IdentityProvider;
}

/** Kept a while for whoever asks what happened. */
const KEPT_MS = 86_400_000;
/** Two go for one that comes, so that the table does not grow. */
const FORGOTTEN_AT_ONCE = 2;

/** Where to send somebody who wants to sign in. @param wanted the assurance that the app needs; any when undefined */
export async function startSignIn(
  { database, clock, identityProvider }: StartSignInDeps,
  wanted: Assurance | undefined,
): Promise<{ readonly authorizationUrl: string; readonly state: string; readonly expiresAt: Date }> {
  const now = clock.now();
  const { state, started } = newSignIn(now);
  const authorizationUrl = await identityProvider.authorizationUrl({ state, ...started }, wanted);
  await insertSignIn(database, started);
  await deleteSignInsBefore(database, new Date(now.getTime() - KEPT_MS), FORGOTTEN_AT_ONCE);
  return { authorizationUrl, state, expiresAt: started.expiresAt };
}
