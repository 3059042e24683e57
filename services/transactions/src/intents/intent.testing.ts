import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { formatPublicId, newUuid, type Uuid } from '@tamsui/ids';
import { type DevicePublicKey, devicePublicKey } from '../auth/device-key.ts';

/** A phone's key, as its secure element would hold it. */
export interface DeviceKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: DevicePublicKey;
}

export function newDeviceKey(): DeviceKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: devicePublicKey.parse({ kty, crv, x, y }) };
}

export const newNonce = (): string => randomBytes(16).toString('base64url');

export type Claims = Readonly<Record<string, unknown>>;

/** What a device says when it pays NT$120 at a sticker, issued at an instant. */
export function stickerClaims(now: Date, ids: Readonly<Record<'dev' | 'wal' | 'mer' | 'ter', Uuid>>): Claims {
  const iat = Math.floor(now.getTime() / 1_000);
  return {
    v: 1,
    device: formatPublicId('dev', ids.dev),
    payer: formatPublicId('wal', ids.wal),
    payee: formatPublicId('mer', ids.mer),
    terminal: formatPublicId('ter', ids.ter),
    shop_code: null,
    order_reference: null,
    amount: '120',
    currency: 'TWD',
    nonce: newNonce(),
    iat,
    exp: iat + 120,
  };
}

export const newIds = () => ({ dev: newUuid(), wal: newUuid(), mer: newUuid(), ter: newUuid() });

const part = (text: string) => Buffer.from(text).toString('base64url');

export function headerOf(device: Uuid): Claims {
  return { alg: 'ES256', typ: 'pay+jws', kid: formatPublicId('dev', device) };
}

/** The two parts that are signed. A text is put there as it is, for JSON that no serializer would write. */
export function signedText(header: Claims | string, payload: Claims | string): string {
  const json = (value: Claims | string) => (typeof value === 'string' ? value : JSON.stringify(value));
  return `${part(json(header))}.${part(json(payload))}`;
}

export function signatureOf(
  text: string,
  key: KeyObject,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
): Buffer {
  return sign('sha256', Buffer.from(text), { key, dsaEncoding });
}

/** A compact JWS as a phone makes it. */
export function intentOf(header: Claims | string, payload: Claims | string, key: KeyObject): string {
  const text = signedText(header, payload);
  return `${text}.${signatureOf(text, key).toString('base64url')}`;
}
