import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

export interface SigningKey {
  /** SubjectPublicKeyInfo as PEM (RFC 8410): all that anybody needs to check a head. */
  readonly publicPem: string;
  sign(bytes: Buffer): Buffer;
  /** True when this key made the signature. */
  hasSigned(bytes: Buffer, signature: Buffer): boolean;
}

/** Bits that let anybody but the owner at a file. */
const OTHERS = 0o077;

/**
 * Reads the Ed25519 key from its PEM file, or makes one the first time; the public half lies beside it, `.pub`.
 * @throws Error when others may read the file or it holds another kind of key
 */
export function openSigningKey(path: string): SigningKey {
  if (!existsSync(path)) makeKey(path);
  if ((statSync(path).mode & OTHERS) !== 0) throw new Error(`${path} may be read by others; chmod 600 it`);
  const privateKey = createPrivateKey(readFileSync(path));
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key`);
  const publicKey = createPublicKey(privateKey);
  const publicPem = pemOf(publicKey);
  writeFileSync(`${path}.pub`, publicPem, { mode: 0o644 });
  return {
    publicPem,
    sign: (bytes) => sign(null, bytes, privateKey),
    hasSigned: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}

function makeKey(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  // `wx`: two that start together must not each believe in a key of their own.
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
