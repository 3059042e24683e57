import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { invariant } from '@tamsui/errors';

/** Standard Webhooks 1.0.0: a shared secret (`v1`, HMAC-SHA256), or a key pair of which we keep one half (`v1a`, Ed25519). */
export const SIGNINGS = ['hmac', 'ed25519'] as const;
export type Signing = (typeof SIGNINGS)[number];

/** What signs: 32 bytes, of HMAC's secret or of Ed25519's seed. */
export interface SigningKey {
  readonly signing: Signing;
  readonly secret: Buffer;
}

/** The specification wants 24 to 64 bytes of HMAC's secret. */
const SECRET_BYTES = 32;
/** Before the 32 bytes of a seed, what makes them PKCS #8 (RFC 8410, 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export function newSigningKey(signing: Signing): SigningKey {
  if (signing === 'hmac') return { signing, secret: randomBytes(SECRET_BYTES) };
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d } = privateKey.export({ format: 'jwk' });
  invariant(d !== undefined, 'a private key has a seed');
  return { signing, secret: Buffer.from(d, 'base64url') };
}

/** What the receiver is handed to verify with: `whsec_` is a secret, `whpk_` is none. */
export function printVerifyingKey(key: SigningKey): string {
  if (key.signing === 'hmac') return `whsec_${key.secret.toString('base64')}`;
  const { x } = createPublicKey(privateKeyOf(key)).export({ format: 'jwk' });
  invariant(x !== undefined, 'a public key has a point');
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

export interface MessageToSign {
  /** The same each time the message is sent. Has no `.`, which would make two messages look like one. */
  readonly id: string;
  /** Unix seconds of the attempt. */
  readonly timestamp: number;
  readonly body: string;
}

/** The header `webhook-signature`: one signature of each key, with a blank between them. */
export function signatureHeader(keys: readonly SigningKey[], { id, timestamp, body }: MessageToSign): string {
  invariant(!id.includes('.'), 'ids of messages have no dot');
  const content = Buffer.from(`${id}.${timestamp}.${body}`, 'utf8');
  return keys.map((key) => signatureBy(key, content)).join(' ');
}

function signatureBy(key: SigningKey, content: Buffer): string {
  if (key.signing === 'hmac')
    return `v1,${createHmac('sha256', key.secret).update(content).digest('base64')}`;
  return `v1a,${sign(null, content, privateKeyOf(key)).toString('base64')}`;
}

function privateKeyOf({ secret }: SigningKey) {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, secret]), format: 'der', type: 'pkcs8' });
}
