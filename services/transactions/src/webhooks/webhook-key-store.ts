import { newUuid, type Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { keepSecret, openSecret } from '../auth/kept-secret.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import { printVerifyingKey, type Signing, type SigningKey } from './signing-key.ts';

const USE = 'webhook-key';

export async function insertWebhookKey(
  trx: Trx,
  keys: Keyring,
  {
    endpointId,
    key,
    createdAt,
  }: { readonly endpointId: Uuid; readonly key: SigningKey; readonly createdAt: Date },
): Promise<void> {
  const { signing } = key;
  const publicKey = signing === 'hmac' ? null : printVerifyingKey(key);
  const { keyId, sealed } = keepSecret(keys, USE, endpointId, key.secret);
  await trx.raw(
    `insert into transactions.webhook_keys (id, endpoint_id, signing, key_id, sealed, public_key, created_at)
     values (:id, :endpointId, :signing, :keyId, :sealed, :publicKey, :createdAt)`,
    { id: newUuid(), endpointId, signing, keyId, sealed, publicKey, createdAt },
  );
}

/** Gives the newest key an end, and removes those that had one: at most two sign at a time. */
export async function retireWebhookKey(trx: Trx, endpointId: Uuid, expiresAt: Date): Promise<void> {
  await trx.raw(
    'delete from transactions.webhook_keys where endpoint_id = :endpointId and expires_at is not null',
    { endpointId },
  );
  await trx.raw(
    'update transactions.webhook_keys set expires_at = :expiresAt where endpoint_id = :endpointId',
    {
      endpointId,
      expiresAt,
    },
  );
}

/** A key as it lies in the database. */
export interface KeptKey {
  readonly endpointId: Uuid;
  readonly signing: Signing;
  readonly keyId: string;
  readonly sealed: Buffer;
  /** `whpk_…` of an Ed25519 key; null for a shared secret. */
  readonly publicKey: string | null;
  readonly createdAt: Date;
  /** Until when it signs beside the newest; null for the newest. */
  readonly expiresAt: Date | null;
}

/** @throws Fault when the key of the configuration that closed it is not there any more */
export function openWebhookKey(keys: Keyring, { endpointId, signing, keyId, sealed }: KeptKey): SigningKey {
  return { signing, secret: openSecret(keys, USE, endpointId, { keyId, sealed }) };
}

/** The keys that sign now for these endpoints, the newest first. */
export async function listWebhookKeys(
  database: Database,
  { endpointIds, now }: { readonly endpointIds: readonly Uuid[]; readonly now: Date },
): Promise<KeptKey[]> {
  const { rows } = await database.raw<{ rows: KeptKey[] }>(
    `select endpoint_id as "endpointId", signing, key_id as "keyId", sealed, public_key as "publicKey", created_at as "createdAt",
            expires_at as "expiresAt"
       from transactions.webhook_keys
      where endpoint_id = any(cast(:endpointIds as uuid[])) and (expires_at is null or expires_at > :now)
      order by expires_at desc nulls first`,
    { endpointIds: [...endpointIds], now },
  );
  return rows;
}
