import type { RefusalStatuses } from '@tamsui/platform/http';
import type { BookReason } from '../payments/payment.ts';
import { type DeviceAge, pastDeviceLimit } from '../wallets/device-caps.ts';
import { type LimitFacts, limitFactsOf } from '../wallets/limit-facts.ts';

/** What the ledger is told when something stands against a payment. It remembers the word for ever. */
const DECLINE_REASONS = [
  'code_expired',
  'order_cancelled',
  'order_differs',
  'payee_differs',
  'terminal_closed',
  'intent_expired',
  'intent_not_yet',
  'device_revoked',
  'device_must_sign',
  'device_is_new',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why a payment of a shop's code is refused. None of these has moved any money, and each sentence says so. */
export type ShopPaymentRefusalCode =
  | DeclineReason
  | 'shop_code_not_found'
  | 'code_already_paid'
  | 'insufficient_funds'
  | 'limit_exceeded'
  | 'wallet_frozen'
  | 'payment_refused'
  | 'request_id_reused';

export const SHOP_PAYMENT_REFUSALS: RefusalStatuses<ShopPaymentRefusalCode> = {
  shop_code_not_found: { status: 404, detail: 'No money moved: there is no such code, or no such terminal.' },
  code_expired: { status: 409, detail: 'No money moved: this code has expired. Ask the shop for a new one.' },
  code_already_paid: { status: 409, detail: 'No money moved: this code was paid before.' },
  order_cancelled: { status: 409, detail: 'No money moved: the shop has cancelled this order.' },
  terminal_closed: { status: 409, detail: 'No money moved: this till takes no payments any more.' },
  order_differs: {
    status: 409,
    detail: 'No money moved: terminal, order, amount or currency are not those of the code.',
  },
  payee_differs: { status: 409, detail: 'No money moved: the payee is not the one of the terminal.' },
  intent_expired: {
    status: 409,
    detail: 'No money moved: what the device signed has expired. Sign it anew.',
  },
  intent_not_yet: {
    status: 409,
    detail: "No money moved: it was signed in the future. Set the device's clock.",
  },
  device_must_sign: { status: 409, detail: 'No money moved: your device can sign, so it has to.' },
  device_revoked: { status: 409, detail: 'No money moved: this device may not sign any more.' },
  device_is_new: {
    status: 403,
    detail: 'No money moved: this device was enrolled a moment ago and may not pay so much at a time yet.',
  },
  insufficient_funds: { status: 402, detail: 'No money moved: the wallet does not cover the amount.' },
  limit_exceeded: { status: 409, detail: 'No money moved: a limit of the wallet would be exceeded.' },
  wallet_frozen: {
    status: 409,
    detail: 'No money moved: the wallet, or the account of the shop, is frozen.',
  },
  payment_refused: { status: 409, detail: 'No money moved: the ledger refused the payment.' },
  request_id_reused: {
    status: 422,
    detail: 'No money moved: this nonce or Idempotency-Key belongs to another request.',
  },
};

const OF_BOOK: Readonly<Record<string, ShopPaymentRefusalCode>> = {
  already_used: 'code_already_paid',
  insufficient_funds: 'insufficient_funds',
  limit_exceeded: 'limit_exceeded',
  account_frozen: 'wallet_frozen',
};

function isReason(text: string | undefined): text is DeclineReason {
  return DECLINE_REASONS.some((reason) => reason === text);
}

/** What the resident is told when the book says no. The book's own facts stay inside. */
function shopPaymentRefusalOf({ code, reason }: BookReason): ShopPaymentRefusalCode {
  if (code === 'declined') return isReason(reason) ? reason : 'payment_refused';
  return (Object.hasOwn(OF_BOOK, code) ? OF_BOOK[code] : undefined) ?? 'payment_refused';
}

/** The same with the facts of a limit, whichever it was: told alike now and whenever it is read again. */
export function shopFailureOf(
  refusal: BookReason,
  device: DeviceAge,
): LimitFacts & { readonly code: ShopPaymentRefusalCode } {
  const code = shopPaymentRefusalOf(refusal);
  const ofDevice = code === 'device_is_new' ? pastDeviceLimit(device, 'payment') : {};
  return { code, ...limitFactsOf(refusal, device.currency), ...ofDevice };
}
