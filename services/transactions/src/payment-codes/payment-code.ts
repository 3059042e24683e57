import { randomInt } from 'node:crypto';
import type { Uuid } from '@tamsui/ids';
import { dammCheckDigit, hasDammCheckDigit } from './damm.ts';

/**
 * What a phone shows to a till: `71`, 17 random digits and a check digit.
 *
 * 17 digits are 56 bits, less than the 112 that a secret needs on its own (OWASP ASVS 5.0, 11.5). What makes up for
 * it: a code lives 60 seconds, works once, only a merchant with an API key can try one, and may be wrong 300 times a
 * minute. With a million codes in flight, one stolen key finds one within a minute with a probability of
 * 10^6 · 300 / 10^17 = 3·10^-9, and ten thousand colluding merchants with 3·10^-5.
 */
export const CODE_PREFIX = '71';
const RANDOM_DIGITS = 17;
export const CODE_LENGTH = CODE_PREFIX.length + RANDOM_DIGITS + 1;

/** A phone asks for a new code before this; a till must be quicker. */
export const CODE_LIFETIME_MS = 60_000;
/** An expired code is remembered so long, so that the till hears "expired" and not "unknown". */
export const EXPIRED_CODE_KEPT_MS = 5 * 60_000;

/** What a code stands for until it expires. */
export interface IssuedCode {
  /** Spent in the book by the payment: at most one posted entry may carry it. This makes a code single-use. */
  readonly onceToken: Uuid;
  readonly walletAccount: Uuid;
  readonly walletId: Uuid;
  readonly residentId: Uuid;
  /** Until when the device that shows it is new, and pays no more than such a device may; null for any other. */
  readonly coolingUntil: Date | null;
  readonly expiresAt: Date;
}

/** Makes a code that nobody can foresee. `randomInt` has no bias towards any digit. */
export function newPaymentCode(): string {
  let digits = CODE_PREFIX;
  for (let i = 0; i < RANDOM_DIGITS; i++) digits += String(randomInt(10));
  return digits + dammCheckDigit(digits);
}

/** What a phone shows that made the code by itself, without a network, begins with this. */
export const OFFLINE_CODE_PREFIX = '72';

/** True for what a phone could show: a mistyped digit or two swapped ones make it false. */
export function isPaymentCode(text: string): boolean {
  return (
    text.length === CODE_LENGTH &&
    /^[0-9]+$/.test(text) &&
    (text.startsWith(CODE_PREFIX) || isOfflineCode(text)) &&
    hasDammCheckDigit(text)
  );
}

export function isOfflineCode(text: string): boolean {
  return text.startsWith(OFFLINE_CODE_PREFIX);
}

/** A code works until the instant it expires, and not at it. */
export function isExpired({ expiresAt }: IssuedCode, now: Date): boolean {
  return now >= expiresAt;
}
