import { accept, type Result, refuse } from '@tamsui/errors';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { stillCooling } from '../devices/device.ts';
import type { AccessTokens } from './access-token.ts';
import type { Credentials, CredentialsRefusal } from './credentials.ts';
import { findDevicePrincipal } from './device-principal-store.ts';
import { checkDpopProof } from './dpop-proof.ts';
import type { ResidentPrincipal } from './principal.ts';
import type { ReplayGuard } from './replay-guard.ts';

export interface AuthenticateDeviceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly accessTokens: AccessTokens;
  readonly replays: ReplayGuard;
  readonly publicUrls: readonly string[];
}

/**
 * Tells whose device sends a request: a token of ours, a proof for this very request by the key that the token is bound
 * to, and neither device nor tokens taken away. The last is asked of the database each time, on every route, so that a
 * removed device stops at once. The proof is remembered last: what is refused anyway fills no memory.
 */
export async function authenticateDevice(
  deps: AuthenticateDeviceDeps,
  { token, proof, method, url }: Credentials,
): Promise<Result<ResidentPrincipal, CredentialsRefusal>> {
  const { database, clock, accessTokens, replays, publicUrls } = deps;
  const now = clock.now();
  const claims = await accessTokens.read(token);
  if (claims === undefined) return refuse('invalid_token');
  const checked = await checkDpopProof(proof, { method, url, publicUrls, accessToken: token, now });
  if (!checked.ok) return checked;
  if (checked.value.thumbprint !== claims.thumbprint) return refuse('invalid_dpop_proof');
  const principal = await findDevicePrincipal(database, claims);
  if (principal === undefined) return refuse('invalid_token');
  if (!(await replays.isNew(checked.value, claims.issuedAt))) return refuse('invalid_dpop_proof');
  return accept({ ...principal, coolingUntil: stillCooling(principal.coolingUntil, now) });
}
