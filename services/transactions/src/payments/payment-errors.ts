import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why a payment is refused. None of these has moved any money, and each sentence says so. */
export type PaymentRefusalCode =
  | 'terminal_not_found'
  | 'code_unknown'
  | 'code_expired'
  | 'code_already_used'
  | 'insufficient_funds'
  | 'payment_refused'
  | 'too_many_unknown_codes'
  | 'idempotency_key_reused';

/** A till learns nothing about the resident's balance, and nothing about who took a used code. */
export const PAYMENT_REFUSALS: RefusalStatuses<PaymentRefusalCode> = {
  terminal_not_found: {
    status: 404,
    detail: 'No money moved: there is no such terminal.',
    pointer: '/terminal',
  },
  code_unknown: {
    status: 404,
    detail: 'No money moved: this payment code is not known. Ask for a new one.',
    pointer: '/code',
  },
  code_expired: {
    status: 409,
    detail: 'No money moved: this payment code has expired. Ask for a new one.',
    pointer: '/code',
  },
  code_already_used: {
    status: 409,
    detail: 'No money moved: this payment code was used before. Ask for a new one.',
    pointer: '/code',
  },
  insufficient_funds: { status: 402, detail: 'No money moved: the wallet does not cover the amount.' },
  payment_refused: { status: 409, detail: 'No money moved: the ledger refused the payment.' },
  too_many_unknown_codes: {
    status: 429,
    detail: 'Nothing was decided: too many unknown codes came from you in this minute. Send it again later.',
    pointer: '/code',
  },
  idempotency_key_reused: {
    status: 422,
    detail: 'No money moved: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

/** `payMerchant` says what it lets the book refuse with `account_unknown` and `legs_out_of_range`. */
const OF_BOOK: Readonly<Record<string, PaymentRefusalCode>> = {
  account_unknown: 'code_unknown',
  legs_out_of_range: 'code_expired',
  already_used: 'code_already_used',
  insufficient_funds: 'insufficient_funds',
};

/** What the till is told when the book says no. The book's own facts stay inside. */
export function paymentRefusalOf(bookCode: string): PaymentRefusalCode {
  return Object.hasOwn(OF_BOOK, bookCode) ? (OF_BOOK[bookCode] ?? 'payment_refused') : 'payment_refused';
}
