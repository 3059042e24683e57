import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, newSecretToken, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { Permission } from '../auth/principal.ts';
import type { ApiVersion } from '../http/api-version.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import type { ApiKey } from './api-key.ts';
import { insertApiKey } from './api-key-store.ts';

/** `mk_test_` and four characters: enough to tell keys apart, nothing to guess the rest from. */
const PREFIX_LENGTH = 12;

export interface ApiKeyDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export interface NewApiKey {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly apiVersion: ApiVersion;
  readonly expiresAt: Date | null;
}

/** A key and its secret, which is nowhere else. */
export interface MadeApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** Makes a key of a merchant that is there. */
export async function createApiKey(
  { database, clock }: ApiKeyDeps,
  by: string,
  asked: NewApiKey,
): Promise<Result<MadeApiKey, { readonly code: 'already_created' }>> {
  return withTrx(database, async (trx) => {
    const made = await addApiKey(trx, by, asked, clock.now());
    return made === undefined ? refuse('already_created') : accept(made);
  });
}

/** Makes a key in a trx. @returns undefined when there is a key with this id already */
export async function addApiKey(
  trx: Trx,
  by: string,
  asked: NewApiKey,
  createdAt: Date,
): Promise<MadeApiKey | undefined> {
  const { token, hash } = newSecretToken('mk_test');
  const unused = { revokedAt: null, lastUsedAt: null, rotatedTo: null };
  const apiKey = { ...asked, ...unused, prefix: token.slice(0, PREFIX_LENGTH), createdAt };
  if (!(await insertApiKey(trx, apiKey, hash))) return undefined;
  await recordMerchantEvent(trx, {
    merchantId: asked.merchantId,
    actor: by,
    action: 'api_key.created',
    subject: formatPublicId('key', asked.id),
    facts: { scopes: asked.scopes.join(' ') },
    at: createdAt,
  });
  return { apiKey, secret: token };
}
