import { base64url, base64urlOfText } from './base64url.ts';

export interface DevicePublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** The key of a device. On a phone it is in the secure element, and signs behind this interface. */
export interface DeviceKey {
  readonly publicKey: DevicePublicKey;
  /** ECDSA with P-256 and SHA-256 over the bytes. @returns 64 bytes: r and s, as JWS has them (RFC 7518, 3.4) */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A key by WebCrypto, which cannot be read out of it. */
export async function newWebCryptoDeviceKey(): Promise<DeviceKey> {
  const { subtle } = globalThis.crypto;
  const { privateKey, publicKey } = await subtle.generateKey(ECDSA, false, ['sign', 'verify']);
  const { x = '', y = '' } = await subtle.exportKey('jwk', publicKey);
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    sign: async (bytes) =>
      new Uint8Array(
        await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Uint8Array.from(bytes)),
      ),
  };
}

/** A compact JWS (RFC 7515) by ES256. */
export async function signJws(
  key: DeviceKey,
  header: Readonly<Record<string, unknown>>,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  const head = base64urlOfText(JSON.stringify({ alg: 'ES256', ...header }));
  const content = `${head}.${base64urlOfText(JSON.stringify(payload))}`;
  return `${content}.${base64url(await key.sign(new TextEncoder().encode(content)))}`;
}

/** Shows that the key is the device's own: the `proof` of `enrolDevice`. @param audience the first public address of the API */
export function enrolmentProof(key: DeviceKey, audience: string, challenge: string): Promise<string> {
  return signJws(key, { typ: 'device-enrolment+jws' }, { aud: audience, challenge });
}

export interface DpopRequest {
  readonly method: string;
  /** Without query and fragment. */
  readonly url: string;
  readonly nowMs: number;
  readonly accessToken?: string;
}

/** A proof for one request (RFC 9449, 4.2). */
export async function dpopProof(
  key: DeviceKey,
  { method, url, nowMs, accessToken }: DpopRequest,
): Promise<string> {
  const claims = {
    jti: globalThis.crypto.randomUUID(),
    htm: method,
    htu: url,
    iat: Math.floor(nowMs / 1_000),
    ...(accessToken === undefined ? {} : { ath: await sha256(accessToken) }),
  };
  return signJws(key, { typ: 'dpop+jwt', jwk: key.publicKey }, claims);
}

async function sha256(text: string): Promise<string> {
  return base64url(
    new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
}
