import { accept, type Result, refuse } from '@tamsui/errors';
import { checkSecretToken, hashSecretToken, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { AccessTokens } from '../auth/access-token.ts';
import { findDevicePrincipal } from '../auth/device-principal-store.ts';
import type { Proof } from '../auth/dpop-proof.ts';
import { decideRefresh, refreshTokenOf, type TokenFamily } from '../auth/refresh-token.ts';
import {
  advanceFamily,
  endFamilies,
  insertRefreshToken,
  lockFamilyOfToken,
} from '../auth/token-family-store.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import { findDeviceByKey } from './device-store.ts';
import { type SessionTokens, sessionTokens } from './sessions.ts';

export interface RefreshTokensDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly identityKeys: Keyring;
  readonly accessTokens: AccessTokens;
}

export type RefreshRefusal = { readonly code: 'refresh_token_invalid' };
type Rotated = { readonly family: TokenFamily; readonly sequence: number; readonly residentId: Uuid };

/**
 * Gives a device its next access token and its next refresh token. The newest refresh token moves on; the one before it
 * gets the same answer for a while, for a reply that was lost; any other ends the family, because two hold it (RFC 9700,
 * 4.14.2). Somebody without the device's key is told nothing and ends nothing.
 */
export async function refreshTokens(
  deps: RefreshTokensDeps,
  { refreshToken, proof }: { readonly refreshToken: string; readonly proof: Proof },
): Promise<Result<SessionTokens, RefreshRefusal>> {
  const { database, identityKeys, accessTokens } = deps;
  if (!checkSecretToken('rf_test', refreshToken)) return refuse('refresh_token_invalid');
  const hash = hashSecretToken(refreshToken);
  const rotated = await withTrx(database, (trx) => rotate(trx, deps, hash, proof.thumbprint));
  if (rotated === undefined) return refuse('refresh_token_invalid');
  const { family, sequence, residentId } = rotated;
  const device = { deviceId: family.deviceId, familyId: family.id, thumbprint: proof.thumbprint };
  const resident = await findDevicePrincipal(database, { ...device, residentId });
  if (resident === undefined) return refuse('refresh_token_invalid');
  const { token } = refreshTokenOf(identityKeys, family, sequence);
  return accept(await sessionTokens(accessTokens, { ...device, resident }, token));
}

/** @returns undefined when there is nothing for this token; if it was used before, it has now ended its family */
async function rotate(
  trx: Trx,
  { clock, identityKeys }: RefreshTokensDeps,
  hash: Buffer,
  thumbprint: string,
): Promise<Rotated | undefined> {
  const now = clock.now();
  const found = await lockFamilyOfToken(trx, hash);
  const device = await findDeviceByKey(trx, thumbprint);
  if (found === undefined || device?.id !== found.family.deviceId) return undefined;
  const { family, presented } = found;
  const decision = decideRefresh(family, presented, now);
  if (decision === 'reused') await endFamilies(trx, family.deviceId, 'reused', now);
  const { residentId } = device;
  if (decision === 'again') return { family, sequence: family.sequence, residentId };
  if (decision !== 'next') return undefined;
  const sequence = family.sequence + 1;
  await advanceFamily(trx, family.id, sequence, now);
  const next = refreshTokenOf(identityKeys, family, sequence);
  await insertRefreshToken(trx, { hash: next.hash, familyId: family.id, sequence });
  return { family, sequence, residentId };
}
