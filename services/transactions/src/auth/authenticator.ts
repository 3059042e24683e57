import { timingSafeEqual } from 'node:crypto';
import { accept, refuse } from '@tamsui/errors';
import { checkSecretToken, hashSecretToken, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { createRememberedLookup } from '../remembered-lookup.ts';
import { findSignInByToken } from '../sign-in/sign-in-store.ts';
import {
  findApplicantByToken,
  findCashierBySession,
  findMerchantByKey,
  findResidentByToken,
} from './auth-store.ts';
import type { Authenticate } from './credentials.ts';
import type { Principal } from './principal.ts';

/** A token that is taken away stops working within this time. */
const LOOKUP_TTL_MS = 5_000;
const MAX_REMEMBERED_TOKENS = 50_000;

export interface AuthenticatorOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly operatorToken: string;
  /** Whether tokens that need no device are taken (`rt_test_`). */
  readonly sandbox: boolean;
  /** For the scheme DPoP. */
  readonly authenticateDevice: Authenticate;
  /** Told of every request with an API key; must not make it wait. */
  readonly onKeyUsed: (keyId: Uuid) => void;
}

/** Tells the kinds of tokens apart. A mistyped one is turned away by its checksum, before the database. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const { database, clock, operatorToken, sandbox, authenticateDevice, onKeyUsed } = options;
  const operatorHash = hashSecretToken(operatorToken);
  const known = createRememberedLookup<Principal>({
    maxEntries: MAX_REMEMBERED_TOKENS,
    ttlMs: LOOKUP_TTL_MS,
    clock,
  });

  async function lookUp(token: string, hash: Buffer): Promise<Principal | undefined> {
    if (checkSecretToken('mk_test', token)) return findMerchantByKey(database, hash, clock.now());
    if (checkSecretToken('rt_test', token)) return sandbox ? findResidentByToken(database, hash) : undefined;
    if (checkSecretToken('ap_test', token)) return findApplicantByToken(database, hash);
    return undefined;
  }

  async function holderOf(token: string): Promise<Principal | undefined> {
    const hash = hashSecretToken(token);
    // Hashes are compared: they have one length, and how long the comparison takes tells nothing.
    if (timingSafeEqual(hash, operatorHash)) return { kind: 'operator' };
    // A cashier is out the moment they are sent away, and a sign-in when it was stolen: nothing is remembered of them.
    if (checkSecretToken('cs_test', token)) return findCashierBySession(database, hash, clock.now());
    if (checkSecretToken('si_test', token)) return findSignInByToken(database, hash, clock.now());
    return known.find(hash.toString('base64'), () => lookUp(token, hash));
  }

  return async (credentials) => {
    if (credentials.scheme === 'DPoP') return authenticateDevice(credentials);
    const holder = await holderOf(credentials.token);
    if (holder === undefined) return refuse('invalid_token');
    if (holder.kind === 'merchant' && holder.actor.kind === 'api_key') onKeyUsed(holder.actor.id);
    return accept(holder);
  };
}
