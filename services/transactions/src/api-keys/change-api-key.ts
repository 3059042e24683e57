import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { ApiVersion } from '../http/api-version.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { type ApiKey, stateOf } from './api-key.ts';
import { lockApiKey, writeApiVersion } from './api-key-store.ts';
import type { ApiKeyDeps } from './create-api-key.ts';

/** A key as it was and as it is. */
export interface ChangedApiKey {
  readonly before: ApiKey;
  readonly after: ApiKey;
}

/** Gives a key another version. Every process goes by it within five seconds. The one that it has is no change. */
export async function changeApiKey(
  { database, clock }: ApiKeyDeps,
  by: string,
  { id, apiVersion }: { readonly id: Uuid; readonly apiVersion: ApiVersion },
): Promise<Result<ChangedApiKey, { readonly code: 'key_not_active' }>> {
  const at = clock.now();
  return withTrx(database, async (trx) => {
    const before = await lockApiKey(trx, id);
    invariant(before !== undefined, 'keys are never removed');
    if (stateOf(before, at) !== 'active') return refuse('key_not_active');
    const after = { ...before, apiVersion };
    if (before.apiVersion === apiVersion) return accept({ before, after });
    await writeApiVersion(trx, id, apiVersion);
    await recordMerchantEvent(trx, {
      merchantId: before.merchantId,
      actor: by,
      action: 'api_key.changed',
      subject: formatPublicId('key', id),
      facts: { api_version: apiVersion, api_version_before: before.apiVersion },
      at,
    });
    return accept({ before, after });
  });
}
