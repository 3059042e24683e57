import { type Output, paginate, type TamsuiClient, TamsuiError } from '@tamsui/sdk';

type KeptKey = Output<'listApiKeys'>['data'][number];

const LARGEST_PAGE = 100;
const FORBIDDEN = 403;

/**
 * Asks whether the API takes the key at all; that it may not do this very thing is no matter.
 * @throws TamsuiError when it does not, or does not answer
 */
export async function tryKey(client: TamsuiClient): Promise<void> {
  await unlessForbidden(() => client.call('listPayments', { query: { limit: 1 } }));
}

/** What the API keeps on a merchant's key; undefined when the key may not read it, or is of another kind. */
export function findOwnKey(client: TamsuiClient, key: string): Promise<KeptKey | undefined> {
  return unlessForbidden(async () => {
    for await (const kept of paginate(client, 'listApiKeys', { query: { limit: LARGEST_PAGE } })) {
      if (key.startsWith(kept.prefix)) return kept;
    }
    return undefined;
  });
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TamsuiError && error.status === FORBIDDEN) return undefined;
    throw error;
  }
}
