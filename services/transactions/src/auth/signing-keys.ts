import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { invariant } from '@tamsui/errors';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Keyring } from '../personal-data/keyring.ts';
import { keepSecret, openSecret } from './kept-secret.ts';
import { findSigningKey, insertSigningKey, type SigningKeyRow } from './signing-key-store.ts';

/** A new key signs from the beginning of each period of 30 days, counted from 1970. */
const PERIOD_MS = 30 * 86_400_000;
const KID = /^at-(0|[1-9][0-9]{0,5})$/;
const USE = 'token-signing-key';

/** Our keys for access tokens. They rotate by the calendar, so that processes agree without a word. */
export interface SigningKeys {
  /** Signs now. Made by whichever process comes first in its period. */
  current(): Promise<{ readonly kid: string; readonly privateKey: KeyObject }>;
  /** Checks what a key signed whose time is now, has just ended, or begins now by another process's clock. */
  find(kid: string): Promise<KeyObject | undefined>;
}

export interface SigningKeysDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly identityKeys: Keyring;
}

export function createSigningKeys({ database, clock, identityKeys }: SigningKeysDeps): SigningKeys {
  const periodNow = (): number => Math.floor(clock.now().getTime() / PERIOD_MS);
  const publicKeys = new Map<string, KeyObject>();
  let signing: { readonly kid: string; readonly privateKey: KeyObject } | undefined;

  async function openOrMake(kid: string): Promise<SigningKeyRow> {
    const known = await findSigningKey(database, kid);
    if (known !== undefined) return known;
    await insertSigningKey(database, newSigningKey(kid, identityKeys), clock.now());
    const made = await findSigningKey(database, kid);
    invariant(made !== undefined, 'a signing key is there after it was written');
    return made;
  }

  async function current() {
    const kid = `at-${periodNow()}`;
    if (signing?.kid === kid) return signing;
    const { privateKey } = await openOrMake(kid);
    const der = openSecret(identityKeys, USE, kid, privateKey);
    signing = { kid, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
    return signing;
  }

  /** The name is checked before anything is looked up: it is a stranger's text. */
  async function find(kid: string): Promise<KeyObject | undefined> {
    const period = Number(KID.exec(kid)?.[1] ?? Number.NaN);
    if (!(Math.abs(period - periodNow()) <= 1)) return undefined;
    const remembered = publicKeys.get(kid);
    if (remembered !== undefined) return remembered;
    const row = await findSigningKey(database, kid);
    if (row === undefined) return undefined;
    const jwk = { kty: 'EC', crv: 'P-256', x: row.x, y: row.y };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    publicKeys.set(kid, key);
    return key;
  }

  return { current, find };
}

function newSigningKey(kid: string, identityKeys: Keyring): SigningKeyRow {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = pair.publicKey.export({ format: 'jwk' });
  invariant(x !== undefined && y !== undefined, 'a P-256 key has two coordinates');
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  return { kid, x, y, privateKey: keepSecret(identityKeys, USE, kid, der) };
}
