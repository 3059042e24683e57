import { newUuid, type Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import { ACCESS_TOKEN_LIFETIME_MS, type AccessTokens } from '../auth/access-token.ts';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { refreshTokenOf, type TokenFamily } from '../auth/refresh-token.ts';
import { endFamilies, insertFamily, insertRefreshToken } from '../auth/token-family-store.ts';
import type { Keyring } from '../personal-data/keyring.ts';

/** What a device is handed to speak for its resident. Shown once. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly refreshToken: string;
}

/** Begins a family of refresh tokens for a device, and ends the one it had. @returns its first token */
export async function beginFamily(
  trx: Trx,
  identityKeys: Keyring,
  deviceId: Uuid,
  now: Date,
): Promise<{ readonly family: TokenFamily; readonly refreshToken: string }> {
  await endFamilies(trx, deviceId, 'replaced', now);
  const keyId = identityKeys.current.id;
  const family = {
    id: newUuid(),
    deviceId,
    keyId,
    sequence: 1,
    createdAt: now,
    rotatedAt: now,
    endedAt: null,
  };
  await insertFamily(trx, family);
  const { token, hash } = refreshTokenOf(identityKeys, family, family.sequence);
  await insertRefreshToken(trx, { hash, familyId: family.id, sequence: family.sequence });
  return { family, refreshToken: token };
}

/** An access token for a device that is known to be one, beside the refresh token that gets the next. */
export async function sessionTokens(
  accessTokens: AccessTokens,
  device: {
    readonly deviceId: Uuid;
    readonly familyId: Uuid;
    readonly thumbprint: string;
    readonly resident: Pick<ResidentPrincipal, 'residentId' | 'assurance'>;
  },
  refreshToken: string,
): Promise<SessionTokens> {
  const accessToken = await accessTokens.issue({
    residentId: device.resident.residentId,
    deviceId: device.deviceId,
    familyId: device.familyId,
    assurance: device.resident.assurance,
    thumbprint: device.thumbprint,
  });
  return { accessToken, expiresInS: ACCESS_TOKEN_LIFETIME_MS / 1_000, refreshToken };
}
