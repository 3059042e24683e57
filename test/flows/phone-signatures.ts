import { createHmac, randomBytes } from 'node:crypto';
import type { Phone } from '@tamsui/testing';
import { type Json, textOf } from './caller.ts';

/** Who signs, and for which wallet. */
interface Signer {
  readonly phone: Phone;
  readonly wallet: string;
}

const LIFETIME_S = 100;
const STEP_MS = 30_000;

function secondsNow(): number {
  return Math.floor(Date.now() / 1_000);
}

/** A yes to a payment that waits, over the terms that the phone was shown. */
export function consentTo({ phone, wallet }: Signer, waiting: Json): string {
  const { id: payment, payee, order_reference, amount, currency } = waiting;
  const terms = { payment, payee, order_reference, amount, currency };
  const claims = { v: 1, device: phone.deviceId, payer: wallet, ...terms, exp: secondsNow() + LIFETIME_S };
  return phone.key.signJws({ typ: 'pay-confirm+jws', kid: phone.deviceId }, claims);
}

/** An order to pay what a scanned code of a shop says. @param read what the city says that the code is */
export function intentToPay(signer: Signer, read: Json, amount: string): string {
  const sale = read.sale as Json | null;
  return signed(signer, 'pay+jws', {
    payee: textOf(read.merchant as Json, 'id'),
    terminal: read.terminal,
    shop_code: sale?.id ?? null,
    order_reference: sale?.order_reference ?? null,
    amount,
    currency: 'TWD',
    nonce: randomBytes(16).toString('base64url'),
  });
}

/** An order to send money: the very body of the request, and its key. */
export function signedTransfer(signer: Signer, key: string, body: Json): Json {
  const { payee, amount, currency, message = null, at = null } = body;
  const terms = { payee, amount, currency, message, at };
  return { ...body, intent: signed(signer, 'transfer+jws', { ...terms, nonce: key }) };
}

/** An order to pay a share as the phone was shown it. */
export function signedShare(signer: Signer, key: string, { id, payee, amount, currency }: Json): Json {
  const terms = { share: id, payee, amount, currency };
  return { intent: signed(signer, 'pay-share+jws', { ...terms, nonce: key }) };
}

function signed({ phone, wallet }: Signer, typ: string, terms: Json): string {
  const iat = secondsNow();
  const claims = { v: 1, device: phone.deviceId, payer: wallet, ...terms, iat, exp: iat + LIFETIME_S };
  return phone.key.signJws({ typ, kid: phone.deviceId }, claims);
}

/** A code that the phone makes without a network, by what the API's description says of such codes. */
export function offlineCodeOf({ phone }: Signer, enabled: Json): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS)));
  const secret = Buffer.from(phone.offlineSecret, 'base64url');
  const mac = createHmac('sha256', secret).update(counter).digest();
  const oneTime = String(mac.readBigUInt64BE() % 1_000_000_000n).padStart(9, '0');
  const digits = `${textOf(enabled, 'prefix')}${textOf(enabled, 'alias')}${oneTime}`;
  return `${digits}${checkDigitOf(digits)}`;
}

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

function checkDigitOf(digits: string): string {
  return [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.charAt(Number(digit)) ?? '', '0');
}
