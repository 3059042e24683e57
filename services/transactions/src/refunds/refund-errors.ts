import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why a refund is refused. None of these has moved any money. */
export type RefundRefusalCode =
  | 'payment_not_found'
  | 'payment_not_refundable'
  | 'refund_exceeds_original'
  | 'refund_above_cap'
  | 'debt_limit_reached'
  | 'refund_refused'
  | 'idempotency_key_reused';

export const REFUND_REFUSALS: RefusalStatuses<RefundRefusalCode> = {
  payment_not_found: { status: 404, detail: 'There is no such payment.', pointer: 'path:id' },
  payment_not_refundable: { status: 409, detail: 'No money moved: this payment did not succeed.' },
  refund_exceeds_original: {
    status: 409,
    detail: 'No money moved: more would be given back than is left of the payment.',
    pointer: '/amount',
  },
  refund_above_cap: {
    status: 403,
    detail:
      'No money moved: with what you gave back of this payment already, this is more than you may. Ask somebody who may.',
    pointer: '/amount',
  },
  debt_limit_reached: {
    status: 409,
    detail: 'No money moved: your account would go below what you may owe. Take payments first.',
  },
  refund_refused: { status: 409, detail: 'No money moved: the ledger refused the refund.' },
  idempotency_key_reused: {
    status: 422,
    detail: 'No money moved: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

/** The merchant is told of its own debt; all else of the book stays inside. */
export function refundRefusalOf(bookCode: string): 'debt_limit_reached' | 'refund_refused' {
  return bookCode === 'insufficient_funds' ? 'debt_limit_reached' : 'refund_refused';
}
