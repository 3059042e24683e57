import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Database } from '@tamsui/platform/database';
import { keyFor } from '../auth/kept-secret.ts';
import type { Keyring } from '../personal-data/keyring.ts';

/** Signs manifests with Ed25519 (RFC 8032). */
export interface ExportSigner {
  readonly keyId: string;
  /** The public key, 32 bytes in base64url: the member `x` of a JWK (RFC 8037). */
  readonly x: string;
  sign(bytes: Buffer): Buffer;
}

/** What comes before the seed of an Ed25519 key in PKCS #8 (RFC 8410, 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_ID_LENGTH = 16;

/** The signer of the current key of the house, derived for this use alone. */
export function createExportSigner(identityKeys: Keyring): ExportSigner {
  const seed = keyFor(identityKeys, 'data-export', identityKeys.current.id);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const x = publicHalf(key);
  const keyId = createHash('sha256').update(x, 'utf8').digest('base64url').slice(0, KEY_ID_LENGTH);
  return { keyId, x, sign: (bytes) => sign(null, bytes, key) };
}

function publicHalf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return x ?? '';
}

/** Publishes a key before the first archive is signed with it; it stays for ever. */
export async function publishKey(
  database: Database,
  { keyId, x }: Pick<ExportSigner, 'keyId' | 'x'>,
  at: Date,
): Promise<void> {
  await database.raw(
    `insert into transactions.data_export_keys (key_id, x, created_at)
     values (:keyId, :x, :at) on conflict do nothing`,
    { keyId, x, at },
  );
}

export interface PublishedKey {
  readonly keyId: string;
  readonly x: string;
}

/** Every key that ever signed an archive, the newest first. */
export async function listPublishedKeys(database: Database): Promise<PublishedKey[]> {
  const { rows } = await database.raw<{ rows: { key_id: string; x: string }[] }>(
    'select key_id, x from transactions.data_export_keys order by created_at desc, key_id limit 1000',
  );
  return rows.map((row) => ({ keyId: row.key_id, x: row.x }));
}
