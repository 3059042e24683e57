import type { Database } from '@tamsui/platform/database';
import type { KeptSecret } from './kept-secret.ts';

/** A key pair of ours for access tokens; the private half is closed. */
export interface SigningKeyRow {
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly privateKey: KeptSecret;
}

/** Keeps a key unless there is one of this name; several processes may come at once. */
export async function insertSigningKey(
  database: Database,
  key: SigningKeyRow,
  createdAt: Date,
): Promise<void> {
  const { kid, x, y, privateKey } = key;
  await database.raw(
    `insert into transactions.token_signing_keys (kid, x, y, sealing_key_id, sealed_private, created_at)
     values (:kid, :x, :y, :keyId, :sealed, :createdAt)
     on conflict (kid) do nothing`,
    { kid, x, y, keyId: privateKey.keyId, sealed: privateKey.sealed, createdAt },
  );
}

export async function findSigningKey(database: Database, kid: string): Promise<SigningKeyRow | undefined> {
  const { rows } = await database.raw<{ rows: Row[] }>(
    `select kid, x, y, sealing_key_id, sealed_private
       from transactions.token_signing_keys where kid = :kid`,
    { kid },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const privateKey = { keyId: row.sealing_key_id, sealed: row.sealed_private };
  return { kid: row.kid, x: row.x, y: row.y, privateKey };
}

interface Row {
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly sealing_key_id: string;
  readonly sealed_private: Buffer;
}
