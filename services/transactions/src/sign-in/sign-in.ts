import { createHash, randomBytes } from 'node:crypto';
import { newSecretToken, newUuid, type Uuid } from '@tamsui/ids';
import type { Assurance } from '../auth/principal.ts';

/** From the start to the return from the provider: time to find an identity card. */
const STATE_LIFETIME_MS = 600_000;
/** Time to make a key and enrol it. */
const SIGN_IN_TOKEN_LIFETIME_MS = 600_000;
const RANDOM_BYTES = 32;

/** A sign-in that was sent to the provider. Verifier and nonce never leave us. */
export interface StartedSignIn {
  readonly id: Uuid;
  /** SHA-256 of the state. */
  readonly stateHash: Buffer;
  /** RFC 7636, 4.1. */
  readonly codeVerifier: string;
  /** OpenID Connect Core 1.0, 3.1.2.1. */
  readonly nonce: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A sign-in of which we know whose it is. */
export interface ProvenSignIn {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly assurance: Assurance;
  /** What a device signs to be enrolled. */
  readonly challenge: string;
  readonly tokenHash: Buffer;
  readonly tokenExpiresAt: Date;
}

export function newSignIn(now: Date): { readonly state: string; readonly started: StartedSignIn } {
  const state = randomText();
  const started = {
    id: newUuid(),
    stateHash: hashState(state),
    codeVerifier: randomText(),
    nonce: randomText(),
    createdAt: now,
    expiresAt: new Date(now.getTime() + STATE_LIFETIME_MS),
  };
  return { state, started };
}

export function proveSignIn(
  id: Uuid,
  who: { readonly residentId: Uuid; readonly assurance: Assurance },
  now: Date,
): { readonly token: string; readonly proven: ProvenSignIn } {
  const { token, hash: tokenHash } = newSecretToken('si_test');
  const tokenExpiresAt = new Date(now.getTime() + SIGN_IN_TOKEN_LIFETIME_MS);
  return { token, proven: { id, ...who, challenge: randomText(), tokenHash, tokenExpiresAt } };
}

export function hashState(state: string): Buffer {
  return createHash('sha256').update(state, 'utf8').digest();
}

/** 256 bits in 43 characters, all of which may stand in an address. */
function randomText(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}
