import { accept, type Result, refuse } from '@tamsui/errors';
import { newSecretToken, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { ApiKey } from './merchant.ts';
import { findMerchant, insertApiKey } from './merchant-store.ts';

/** `mk_test_` and four characters: enough to tell keys apart, nothing to guess the rest from. */
const PREFIX_LENGTH = 12;

export interface NewApiKey {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly name: string;
}

type CreateApiKeyRefusal = { readonly code: 'already_created' | 'merchant_not_found' };

/** Makes a key of a merchant. Its secret is in the result and nowhere else. */
export async function createApiKey(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  asked: NewApiKey,
): Promise<Result<{ readonly apiKey: ApiKey; readonly secret: string }, CreateApiKeyRefusal>> {
  if ((await findMerchant(database, asked.merchantId)) === undefined) return refuse('merchant_not_found');
  const { token, hash } = newSecretToken('mk_test');
  const apiKey = { ...asked, hash, prefix: token.slice(0, PREFIX_LENGTH), createdAt: clock.now() };
  return (await insertApiKey(database, apiKey))
    ? accept({ apiKey, secret: token })
    : refuse('already_created');
}
