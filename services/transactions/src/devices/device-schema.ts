import { formatPublicId, type Uuid } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { devicePublicKey } from '../auth/device-key.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import type { NamedDevice } from './device-name.ts';
import type { Enrolled } from './enrol-device.ts';
import type { SessionTokens } from './sessions.ts';

const MAX_NAME_LENGTH = 100;
const MAX_TOKEN_LENGTH = 2_048;

export const enrolDeviceBody = z.strictObject({
  name: printableText(MAX_NAME_LENGTH),
  public_key: devicePublicKey,
  proof: z.string().max(MAX_TOKEN_LENGTH),
});

export const refreshTokensBody = z.strictObject({ refresh_token: z.string().max(MAX_TOKEN_LENGTH) });

export const tokensWire = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('DPoP'),
    expires_in: z.int().meta({ description: 'Seconds.' }),
    refresh_token: z.string().meta({ description: 'Works once. The answer to it has the next one.' }),
  })
  .meta({ id: 'DeviceTokens' });

export const deviceWire = z
  .strictObject({
    id: idWire('dev'),
    name: z.string(),
    created_at: instantWire,
    cooling_until: instantWire
      .nullable()
      .meta({ description: "Until then a new device may do less; null for a resident's first." }),
    removed_at: instantWire.nullable(),
    is_this_device: z.boolean(),
  })
  .meta({ id: 'Device' });

export const deviceListWire = z.strictObject({ data: z.array(deviceWire) }).meta({ id: 'DeviceList' });

export const enrolledWire = z
  .strictObject({
    device: deviceWire,
    offline_secret: z.string().meta({ description: '32 bytes in base64url, for codes made offline.' }),
    tokens: tokensWire,
  })
  .meta({ id: 'EnrolledDevice' });

/** @param askedBy the device that asks; null when it is none */
export function printDevice(device: NamedDevice, askedBy: Uuid | null) {
  return {
    id: formatPublicId('dev', device.id),
    name: device.name,
    created_at: device.createdAt.toISOString(),
    cooling_until: device.coolingUntil?.toISOString() ?? null,
    removed_at: device.removedAt?.toISOString() ?? null,
    is_this_device: device.id === askedBy,
  };
}

export function printTokens({ accessToken, expiresInS, refreshToken }: SessionTokens) {
  return {
    access_token: accessToken,
    token_type: 'DPoP',
    expires_in: expiresInS,
    refresh_token: refreshToken,
  };
}

export function printEnrolled(device: NamedDevice, { offlineSecret, tokens }: Omit<Enrolled, 'device'>) {
  return {
    device: printDevice(device, device.id),
    offline_secret: offlineSecret.toString('base64url'),
    tokens: printTokens(tokens),
  };
}
