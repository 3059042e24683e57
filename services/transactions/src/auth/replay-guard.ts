import { createHash } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import { PROOF_WINDOW_MS, type Proof } from './dpop-proof.ts';

/**
 * Remembers proofs for as long as they could be used. It never guesses: when it cannot tell whether a proof came before,
 * that is a fault, and the caller tries again with a new proof.
 */
export interface ReplayGuard {
  /**
   * @param boundTo when the access token was made whose hash the proof carries; undefined for one that carries none,
   * with which a new token is asked for: without the refresh token, which works once, it is worth nothing
   * @returns false when this proof came before. @throws Fault, retryable, when that is not known
   */
  isNew(proof: Proof, boundTo?: Date): Promise<boolean>;
}

/** A proof that is a window ahead of our clock is good until two windows from now. */
export const PROOF_KEPT_MS = 2 * PROOF_WINDOW_MS;

/** Two devices may call their proofs the same, so the key is part of the name. */
export function nameOfProof({ thumbprint, jti }: Proof): string {
  return createHash('sha256').update(`${thumbprint}:${jti}`, 'utf8').digest('base64url');
}

export function replayGuardUnavailable(message: string, cause?: unknown): Fault {
  return new Fault('replay_guard_unavailable', message, { cause, retryable: true });
}

/** The memory is younger than the proof, which may have come before it began: after a start, or when it was emptied. */
export function remembersTooLittle(): Fault {
  return replayGuardUnavailable('The service has just started: send the request with a new proof.');
}

/** The memory was emptied since the token was made that the proof is bound to. A new token has no past. */
export function remembersLessThanToken(): Fault {
  return replayGuardUnavailable(
    'Earlier proofs were forgotten: ask for a new access token and send the request with a new proof.',
  );
}

/** Devices tell the time of a proof in whole seconds, so the beginning of a memory is compared in them, too. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
