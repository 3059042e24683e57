import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export interface DevicePublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** What the secure element of a phone has: a key that signs and never leaves. */
export interface DeviceKeyPair {
  readonly publicJwk: DevicePublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
  /** A compact JWS (RFC 7515) with ES256. A text or bytes for the payload are signed as they are. */
  signJws(header: Readonly<Record<string, unknown>>, payload: object | string): string;
  /** The signature of a JWS' first two parts alone: 64 bytes, r and s. */
  signBytes(bytes: Buffer): Buffer;
}

/** Written with what Node brings, and not with the library that the services read tokens with: the two can disagree. */
export function newDeviceKeyPair(): DeviceKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const signBytes = (bytes: Buffer) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    publicJwk,
    thumbprint: createHash('sha256')
      .update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`)
      .digest('base64url'),
    signBytes,
    signJws: (header, payload) => {
      const content = `${encode({ alg: 'ES256', ...header })}.${encode(payload)}`;
      return `${content}.${signBytes(Buffer.from(content)).toString('base64url')}`;
    },
  };
}

function encode(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}
