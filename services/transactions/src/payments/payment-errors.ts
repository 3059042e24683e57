import type { RefusalStatuses } from '@tamsui/platform/http';
import { DECLINE_REASONS, type DeclineReason } from './decline-reason.ts';
import type { BookReason } from './payment.ts';

/** Why a payment is refused. None of these has moved any money, and each sentence says so. */
export type PaymentRefusalCode =
  | 'terminal_not_found'
  | 'other_terminal'
  | 'terminal_closed'
  | 'code_unknown'
  | 'code_expired'
  | 'code_already_used'
  | 'offline_limit_exceeded'
  | 'insufficient_funds'
  | 'limit_reached'
  | 'order_cancelled'
  | 'payment_declined'
  | 'confirmation_expired'
  | 'payment_cancelled'
  | 'payment_refused'
  | 'duplicate_suspected'
  | 'too_many_unknown_codes'
  | 'idempotency_key_reused';

/** A till learns nothing about the resident's balance and limits, and nothing about who took a used code. */
export const PAYMENT_REFUSALS: RefusalStatuses<PaymentRefusalCode> = {
  terminal_not_found: {
    status: 404,
    detail: 'No money moved: there is no such terminal.',
    pointer: '/terminal',
  },
  other_terminal: {
    status: 403,
    detail: 'No money moved: you have signed in at another terminal.',
    pointer: '/terminal',
  },
  terminal_closed: {
    status: 409,
    detail: 'No money moved: this terminal takes no more payments.',
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
  offline_limit_exceeded: {
    status: 409,
    detail:
      'No money moved: this phone has to be online for this payment. Ask for a code that it gets from the city.',
    pointer: '/code',
  },
  insufficient_funds: { status: 402, detail: 'No money moved: the wallet does not cover the amount.' },
  limit_reached: { status: 409, detail: 'No money moved: a limit of the wallet is reached.' },
  order_cancelled: {
    status: 409,
    detail: 'No money moved: you have cancelled this order.',
    pointer: '/order_reference',
  },
  payment_declined: { status: 409, detail: 'No money moved: the resident has said no on the phone.' },
  confirmation_expired: {
    status: 409,
    detail: 'No money moved: the resident has not confirmed it on the phone in time.',
  },
  payment_cancelled: { status: 409, detail: 'No money moved: you have cancelled this payment.' },
  payment_refused: { status: 409, detail: 'No money moved: the ledger refused the payment.' },
  duplicate_suspected: {
    status: 409,
    detail:
      'Nothing was decided: the same resident has just paid the same amount at this terminal. ' +
      'Send it again with "confirm_duplicate": true to charge it once more.',
    pointer: '/confirm_duplicate',
  },
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

const OF_BOOK: Readonly<Record<string, PaymentRefusalCode>> = {
  already_used: 'code_already_used',
  insufficient_funds: 'insufficient_funds',
  limit_exceeded: 'limit_reached',
};

const OF_REASON: Readonly<Record<DeclineReason, PaymentRefusalCode>> = {
  code_unknown: 'code_unknown',
  code_expired: 'code_expired',
  code_already_used: 'code_already_used',
  offline_limit_exceeded: 'offline_limit_exceeded',
  order_cancelled: 'order_cancelled',
  terminal_closed: 'terminal_closed',
  declined_by_payer: 'payment_declined',
  confirmation_expired: 'confirmation_expired',
  payment_cancelled: 'payment_cancelled',
  // Which limit is between the city and the resident.
  device_is_new: 'limit_reached',
};

const isDeclineReason = (text: string | undefined): text is DeclineReason =>
  DECLINE_REASONS.some((reason) => reason === text);

/**
 * What the till is told when the book says no. The book's own facts stay inside, and so do freezes: they are
 * between the city and the resident. Of limits it hears that one is reached, and not which.
 */
export function refusalOfBook({ code, reason }: BookReason): PaymentRefusalCode {
  if (code === 'declined') return isDeclineReason(reason) ? OF_REASON[reason] : 'payment_refused';
  return Object.hasOwn(OF_BOOK, code) ? (OF_BOOK[code] ?? 'payment_refused') : 'payment_refused';
}
