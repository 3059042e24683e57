import { accept, invariant, type Result } from '@tamsui/errors';
import { formatPublicId, newUuid, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { type ApiKey, type RotationRefusal, rotationOf } from './api-key.ts';
import { lockApiKey, markRevoked, markRotated } from './api-key-store.ts';
import { type ApiKeyDeps, addApiKey, type MadeApiKey } from './create-api-key.ts';

/** A key's successor, and until when the key itself works on. */
export interface RotatedApiKey extends MadeApiKey {
  readonly oldExpiresAt: Date;
}

/**
 * Makes a key that takes another one's place, with its name, scopes and version. Both work until the overlap ends, so that no
 * till stands still while the new one is brought to it.
 */
export async function rotateApiKey(
  { database, clock }: ApiKeyDeps,
  by: string,
  asked: { readonly id: Uuid; readonly overlapMs: number },
): Promise<Result<RotatedApiKey, RotationRefusal>> {
  const now = clock.now();
  return withTrx(database, async (trx) => {
    const old = await lockApiKey(trx, asked.id);
    invariant(old !== undefined, 'keys are never removed');
    const rotation = rotationOf(old, asked.overlapMs, now);
    if (!rotation.ok) return rotation;
    const { oldExpiresAt, newExpiresAt } = rotation.value;
    const { merchantId, name, scopes, apiVersion } = old;
    const made = await addApiKey(
      trx,
      by,
      { id: newUuid(), merchantId, name, scopes, apiVersion, expiresAt: newExpiresAt },
      now,
    );
    invariant(made !== undefined, 'a new id is new');
    await markRotated(trx, { id: old.id, rotatedTo: made.apiKey.id, expiresAt: oldExpiresAt });
    await recordMerchantEvent(trx, {
      merchantId,
      actor: by,
      action: 'api_key.rotated',
      subject: formatPublicId('key', old.id),
      facts: { rotated_to: formatPublicId('key', made.apiKey.id), works_until: oldExpiresAt.toISOString() },
      at: now,
    });
    return accept({ ...made, oldExpiresAt });
  });
}

/** Stops a key. Every process refuses it within five seconds. Doing it again is no change. */
export async function revokeApiKey({ database, clock }: ApiKeyDeps, by: string, id: Uuid): Promise<ApiKey> {
  const revokedAt = clock.now();
  return withTrx(database, async (trx) => {
    const key = await lockApiKey(trx, id);
    invariant(key !== undefined, 'keys are never removed');
    if (key.revokedAt !== null) return key;
    await markRevoked(trx, id, revokedAt);
    const { merchantId } = key;
    const subject = formatPublicId('key', id);
    await recordMerchantEvent(trx, {
      merchantId,
      actor: by,
      action: 'api_key.revoked',
      subject,
      at: revokedAt,
    });
    return { ...key, revokedAt };
  });
}
