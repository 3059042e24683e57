import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why nothing is captured or released. None of these has moved any money. */
export type CaptureRefusalCode =
  | 'payment_not_found'
  | 'payment_not_authorised'
  | 'capture_exceeds_authorised'
  | 'authorisation_over'
  | 'too_many_captures'
  | 'capture_refused'
  | 'idempotency_key_reused';

export const CAPTURE_REFUSALS: RefusalStatuses<CaptureRefusalCode> = {
  payment_not_found: { status: 404, detail: 'There is no such payment.', pointer: 'path:id' },
  payment_not_authorised: {
    status: 409,
    detail: 'No money moved: this payment was not asked for with "capture": "manual", or it failed.',
  },
  capture_exceeds_authorised: {
    status: 409,
    detail: 'No money moved: more would be captured than is left of what was authorised.',
    pointer: '/amount',
  },
  authorisation_over: {
    status: 409,
    detail: 'No money moved: the authorisation is captured, voided or expired.',
  },
  too_many_captures: {
    status: 409,
    detail: 'No money moved: a payment is captured in at most 20 parts.',
  },
  capture_refused: { status: 409, detail: 'No money moved: the ledger refused the capture.' },
  idempotency_key_reused: {
    status: 422,
    detail: 'No money moved: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

const OF_BOOK: Readonly<Record<string, CaptureRefusalCode>> = {
  hold_exceeded: 'capture_exceeds_authorised',
  hold_expired: 'authorisation_over',
  hold_finished: 'authorisation_over',
};

/** What the shop is told when the book says no. Limits and freezes of the resident stay inside. */
export function captureRefusalOf(bookCode: string): CaptureRefusalCode {
  return (Object.hasOwn(OF_BOOK, bookCode) ? OF_BOOK[bookCode] : undefined) ?? 'capture_refused';
}

export type VoidRefusalCode = 'payment_not_found' | 'payment_not_voidable';

export const VOID_REFUSALS: RefusalStatuses<VoidRefusalCode> = {
  payment_not_found: { status: 404, detail: 'There is no such payment.', pointer: 'path:id' },
  payment_not_voidable: {
    status: 409,
    detail: 'Nothing was released: all of it was paid. Refund it instead.',
  },
};
