import { createHmac, timingSafeEqual } from 'node:crypto';
import { commandId, type Uuid } from '@tamsui/ids';
import { dammCheckDigit } from '../payment-codes/damm.ts';
import { CODE_LENGTH, OFFLINE_CODE_PREFIX } from '../payment-codes/payment-code.ts';

/**
 * What a phone without a network shows to a till: `72`, the eight digits of its alias, nine digits that only it could
 * make in these thirty seconds, and a check digit.
 *
 * Nine digits are 30 bits. What makes up for it: three steps count, so a guess at a known alias is right with
 * 3·10^-9, only a merchant may try, 300 a minute, and what a stolen guess would win is capped by day and month.
 */
export const ALIAS_DIGITS = 8;
const ONE_TIME_DIGITS = 9;
export const STEP_MS = 30_000;
/** A phone's clock may be half a minute off, either way. */
const STEPS_AROUND = 1;
/** For five minutes the till hears "expired" and not "unknown". */
const STEPS_REMEMBERED = 10;

/** The step of an instant: thirty seconds each, since 1970. */
export function stepAt(instant: Date): bigint {
  return BigInt(Math.floor(instant.getTime() / STEP_MS));
}

/** The code that a device shows in a step. Phones do just this. */
export function offlineCode(alias: string, secret: Buffer, step: bigint): string {
  const digits = OFFLINE_CODE_PREFIX + alias + oneTimeDigits(secret, step);
  return digits + dammCheckDigit(digits);
}

/** HMAC-SHA-256 over the step in eight bytes; of its first eight bytes, as a number, the last nine digits. */
function oneTimeDigits(secret: Buffer, step: bigint): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(step);
  const mac = createHmac('sha256', secret).update(counter).digest();
  return String(mac.readBigUInt64BE() % 10n ** BigInt(ONE_TIME_DIGITS)).padStart(ONE_TIME_DIGITS, '0');
}

export function aliasOf(code: string): string {
  return code.slice(OFFLINE_CODE_PREFIX.length, OFFLINE_CODE_PREFIX.length + ALIAS_DIGITS);
}

/** In which step a device made this code. */
export type MadeIn = { readonly step: bigint } | 'expired' | 'never';

/** All steps are tried whatever comes, and compared in constant time: how long it takes tells nothing. */
export function stepOf(code: string, secret: Buffer, now: Date): MadeIn {
  const current = stepAt(now);
  const shown = Buffer.from(code);
  let found: MadeIn = 'never';
  for (let back = -STEPS_AROUND; back <= STEPS_REMEMBERED; back++) {
    const step = current - BigInt(back);
    const made = Buffer.from(offlineCode(aliasOf(code), secret, step));
    if (shown.length !== CODE_LENGTH || !timingSafeEqual(shown, made)) continue;
    if (found === 'never') found = back <= STEPS_AROUND ? { step } : 'expired';
  }
  return found;
}

/** Spent in the ledger by the payment, so that a device's code of one step pays once. */
export function onceTokenOf(deviceId: Uuid, step: bigint): Uuid {
  return commandId(['offline-code', deviceId], step.toString());
}
