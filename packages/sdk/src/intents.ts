import { base64url } from './base64url.ts';
import { type Clock, systemClock } from './clock.ts';
import { type DeviceKey, signJws } from './device-key.ts';
import type { Money } from './money.ts';

/** Who signs: an enrolled device, for the wallet of its resident. */
export interface IntentSigner {
  readonly key: DeviceKey;
  /** `dev_…` */
  readonly device: string;
  /** `wal_…` */
  readonly wallet: string;
  readonly clock?: Clock;
}

/** The API takes at most 120 seconds; clocks may be a little apart. */
const LIFETIME_S = 100;
const NONCE_BYTES = 16;

export interface ShopCodeTerms extends Money {
  readonly payee: string;
  readonly terminal: string;
  /** Both null at a sticker. */
  readonly shop_code: string | null;
  readonly order_reference: string | null;
}

/** The intent of `payShopCode`. Keep it for retries: its nonce makes what it says happen at most once. */
export function signShopCodePayment(signer: IntentSigner, terms: ShopCodeTerms): Promise<string> {
  const nonce = base64url(globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const { payee, terminal, shop_code, order_reference, amount, currency } = terms;
  const said = { payee, terminal, shop_code, order_reference, amount, currency, nonce };
  return signed(signer, 'pay+jws', { ...said, ...since(signer) });
}

export interface TransferTerms extends Money {
  readonly payee: string;
  readonly message?: string | null;
  readonly at?: string | null;
}

/** The intent of `createTransfer`; it works under this idempotency key alone. */
export function signTransfer(
  signer: IntentSigner,
  idempotencyKey: string,
  { payee, amount, currency, message = null, at = null }: TransferTerms,
): Promise<string> {
  const said = { payee, amount, currency, message, at, nonce: idempotencyKey };
  return signed(signer, 'transfer+jws', { ...said, ...since(signer) });
}

export interface ShareTerms extends Money {
  /** The share's id. */
  readonly id: string;
  readonly payee: string;
}

/** The intent of `payShare`; it works under this idempotency key alone. */
export function signSharePayment(
  signer: IntentSigner,
  idempotencyKey: string,
  { id: share, payee, amount, currency }: ShareTerms,
): Promise<string> {
  const said = { share, payee, amount, currency, nonce: idempotencyKey };
  return signed(signer, 'pay-share+jws', { ...said, ...since(signer) });
}

export interface WaitingTerms extends Money {
  /** The payment's id. */
  readonly id: string;
  readonly payee: string;
  readonly order_reference: string;
}

/** The intent of `confirmPayment`, over what `listPaymentConfirmations` shows. */
export function signConfirmation(
  signer: IntentSigner,
  { id: payment, payee, order_reference, amount, currency }: WaitingTerms,
): Promise<string> {
  const { exp } = since(signer);
  return signed(signer, 'pay-confirm+jws', { payment, payee, order_reference, amount, currency, exp });
}

function since({ clock = systemClock }: IntentSigner): { readonly iat: number; readonly exp: number } {
  const iat = Math.floor(clock.nowMs() / 1_000);
  return { iat, exp: iat + LIFETIME_S };
}

function signed({ key, device, wallet }: IntentSigner, typ: string, said: object): Promise<string> {
  return signJws(key, { typ, kid: device }, { v: 1, device, payer: wallet, ...said });
}
