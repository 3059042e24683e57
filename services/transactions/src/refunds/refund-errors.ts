import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why a refund is refused. None of these has moved any money. */
export type RefundRefusalCode =
  | 'payment_not_found'
  | 'payment_not_refundable'
  | 'refund_exceeds_original'
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
  refund_refused: { status: 409, detail: 'No money moved: the ledger refused the refund.' },
  idempotency_key_reused: {
    status: 422,
    detail: 'No money moved: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};
