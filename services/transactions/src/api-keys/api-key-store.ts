import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { ApiVersion } from '../http/api-version.ts';
import type { ApiKey } from './api-key.ts';

const COLUMNS = `id, merchant_id as "merchantId", name, prefix, scopes, api_version as "apiVersion", created_at as "createdAt",
  expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt", rotated_to as "rotatedTo"`;

/** Writes a key of a merchant that is there. @returns false when the row is there already */
export async function insertApiKey(database: Database, key: ApiKey, hash: Buffer): Promise<boolean> {
  const { id, merchantId, name, prefix, scopes, apiVersion, createdAt, expiresAt } = key;
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.api_keys (id, merchant_id, name, prefix, token_hash, scopes, api_version, created_at, expires_at)
     values (:id, :merchantId, :name, :prefix, :hash, cast(:scopes as text[]), :apiVersion, :createdAt, :expiresAt)
     on conflict (id) do nothing
     returning id`,
    { id, merchantId, name, prefix, hash, scopes: [...scopes], apiVersion, createdAt, expiresAt },
  );
  return rows.length === 1;
}

export async function findApiKey(database: Database, id: Uuid): Promise<ApiKey | undefined> {
  const { rows } = await database.raw<{ rows: ApiKey[] }>(
    `select ${COLUMNS} from transactions.api_keys where id = :id`,
    { id },
  );
  return rows[0];
}

/** Keeps a key as it is until the end of the trx. */
export async function lockApiKey(trx: Database, id: Uuid): Promise<ApiKey | undefined> {
  const { rows } = await trx.raw<{ rows: ApiKey[] }>(
    `select ${COLUMNS} from transactions.api_keys where id = :id for no key update`,
    { id },
  );
  return rows[0];
}

/** A merchant's keys, newest first, before one of them. */
export async function listApiKeys(
  database: Database,
  page: { readonly merchantId: Uuid; readonly limit: number; readonly before: Uuid | null },
): Promise<ApiKey[]> {
  const { rows } = await database.raw<{ rows: ApiKey[] }>(
    `select ${COLUMNS}
       from transactions.api_keys
      where merchant_id = :merchantId and (cast(:before as uuid) is null or id < cast(:before as uuid))
      order by id desc
      limit :limit`,
    page,
  );
  return rows;
}

export async function markRotated(
  trx: Database,
  rotated: { readonly id: Uuid; readonly rotatedTo: Uuid; readonly expiresAt: Date },
): Promise<void> {
  await trx.raw(
    'update transactions.api_keys set rotated_to = :rotatedTo, expires_at = :expiresAt where id = :id',
    rotated,
  );
}

export async function markRevoked(trx: Database, id: Uuid, revokedAt: Date): Promise<void> {
  await trx.raw('update transactions.api_keys set revoked_at = :revokedAt where id = :id', { id, revokedAt });
}

export async function writeApiVersion(trx: Database, id: Uuid, apiVersion: ApiVersion): Promise<void> {
  await trx.raw('update transactions.api_keys set api_version = :apiVersion where id = :id', {
    id,
    apiVersion,
  });
}

/** Writes down when keys were last used, where that is a minute after what is there. */
export async function writeLastUsed(database: Database, uses: ReadonlyMap<Uuid, Date>): Promise<void> {
  await database.raw(
    `update transactions.api_keys keys
        set last_used_at = uses.at
       from unnest(cast(:ids as uuid[]), cast(:instants as timestamptz[])) as uses (id, at)
      where keys.id = uses.id
        and (keys.last_used_at is null or keys.last_used_at <= uses.at - interval '1 minute')`,
    { ids: [...uses.keys()], instants: [...uses.values()].map((at) => at.toISOString()) },
  );
}
