import { type Clock, systemClock } from './clock.ts';
import type { Schema } from './operation-types.ts';

export interface OfflineCodeOptions {
  /** `offline_secret` of the enrolment: 32 bytes in base64url. */
  readonly secret: string;
  /** What `enableOfflineCodes` said when there was a network. */
  readonly enabled: Pick<Schema<'OfflineCodes'>, 'prefix' | 'alias' | 'step_seconds'>;
  readonly clock?: Clock;
}

const DIGITS = 9;
/** The quasigroup of order 10 in H. Michael Damm's dissertation of 2004. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** A code that a till with a network can redeem and the phone makes without one. Each step has one, and it pays once. */
export async function offlineCode({
  secret,
  enabled: { prefix, alias, step_seconds },
  clock = systemClock,
}: OfflineCodeOptions): Promise<string> {
  const step = new Uint8Array(8);
  new DataView(step.buffer).setBigUint64(0, BigInt(Math.floor(clock.nowMs() / 1_000 / step_seconds)));
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const mac = await subtle.sign('HMAC', key, step);
  const oneTime = new DataView(mac).getBigUint64(0) % 10n ** BigInt(DIGITS);
  const digits = `${prefix}${alias}${String(oneTime).padStart(DIGITS, '0')}`;
  return `${digits}${checkDigitOf(digits)}`;
}

function checkDigitOf(digits: string): string {
  return [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.charAt(Number(digit)) ?? '', '0');
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
