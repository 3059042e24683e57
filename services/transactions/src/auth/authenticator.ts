import { timingSafeEqual } from 'node:crypto';
import { checkSecretToken, hashSecretToken } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { createBoundedCache } from '../bounded-cache.ts';
import { findMerchantByKey, findResidentByToken } from './auth-store.ts';
import type { Principal } from './principal.ts';

/** A token that is taken away stops working within this time. */
const LOOKUP_TTL_MS = 5_000;
const MAX_REMEMBERED_TOKENS = 50_000;

/** Tells who holds a token; undefined when nobody does. */
export type Authenticate = (token: string) => Promise<Principal | undefined>;

export interface AuthenticatorOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly operatorToken: string;
}

/** Tells the three kinds of tokens apart. A mistyped one is turned away by its checksum, before the database. */
export function createAuthenticator({ database, clock, operatorToken }: AuthenticatorOptions): Authenticate {
  const operatorHash = hashSecretToken(operatorToken);
  const known = createBoundedCache<Principal>({
    maxEntries: MAX_REMEMBERED_TOKENS,
    ttlMs: LOOKUP_TTL_MS,
    clock,
  });

  async function lookUp(token: string, hash: Buffer): Promise<Principal | undefined> {
    if (checkSecretToken('mk_test', token)) return findMerchantByKey(database, hash);
    if (checkSecretToken('rt_test', token)) return findResidentByToken(database, hash);
    return undefined;
  }

  return async (token) => {
    const hash = hashSecretToken(token);
    // Hashes are compared: they have one length, and how long the comparison takes tells nothing.
    if (timingSafeEqual(hash, operatorHash)) return { kind: 'operator' };
    const key = hash.toString('base64');
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const principal = await lookUp(token, hash);
    if (principal !== undefined) known.set(key, principal);
    return principal;
  };
}
