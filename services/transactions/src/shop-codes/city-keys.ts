import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Keyring } from '../personal-data/keyring.ts';

/** The city's signing keys for shop codes: the current one signs, and all are believed, so that stickers outlive it. */
export interface CityKeys {
  sign(message: string): { readonly keyId: string; readonly signature: Buffer };
  /** False for a key that is not known, too. */
  verify(message: string, keyId: string, signature: Buffer): boolean;
}

/** A key's name goes into every code, where there is little room. */
export const MAX_CITY_KEY_ID_LENGTH = 8;
/** RFC 8410, 7: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function createCityKeys({ current, find }: Keyring): CityKeys {
  const signingKey = privateKey(current.key);
  return {
    sign: (message) => ({ keyId: current.id, signature: sign(null, Buffer.from(message), signingKey) }),
    verify: (message, keyId, signature) => {
      const seed = find(keyId);
      if (seed === undefined) return false;
      return verify(null, Buffer.from(message), createPublicKey(privateKey(seed)), signature);
    },
  };
}

function privateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}
