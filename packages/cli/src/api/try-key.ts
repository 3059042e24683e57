import { CliError } from '../cli-error.ts';
import type { JsonObject } from '../output.ts';
import type { Api } from './client.ts';

/**
 * Asks whether the API takes the key at all; that it may not do this very thing is no matter.
 * @throws CliError when it does not, or does not answer
 */
export async function tryKey(api: Api): Promise<void> {
  await unlessForbidden(() => api.listPayments({ limit: 1 }));
}

/** What the API keeps on a merchant's key; undefined when the key may not read it, or is of another kind. */
export async function findOwnKey(api: Api, key: string): Promise<JsonObject | undefined> {
  let cursor: string | undefined;
  do {
    const page = await unlessForbidden(() => api.listApiKeys({ limit: LARGEST_PAGE, cursor }));
    const own = page?.data.find(({ prefix }) => typeof prefix === 'string' && key.startsWith(prefix));
    if (own !== undefined) return own;
    cursor = page?.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return undefined;
}

const LARGEST_PAGE = 100;
const FORBIDDEN = 403;

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CliError && error.facts.status === FORBIDDEN) return undefined;
    throw error;
  }
}
