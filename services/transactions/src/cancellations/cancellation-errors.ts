import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why an order is not cancelled. Nothing is changed by any of these. */
export type CancellationRefusalCode =
  | 'terminal_not_found'
  | 'other_terminal'
  | 'refund_not_permitted'
  | 'idempotency_key_reused';

export const CANCELLATION_REFUSALS: RefusalStatuses<CancellationRefusalCode> = {
  terminal_not_found: {
    status: 404,
    detail: 'Nothing was cancelled: there is no such terminal.',
    pointer: '/terminal',
  },
  other_terminal: {
    status: 403,
    detail: 'Nothing was cancelled: you have signed in at another terminal.',
    pointer: '/terminal',
  },
  refund_not_permitted: {
    status: 403,
    detail: 'Nothing was cancelled: the order was paid a while ago, and you may not give back so much.',
    pointer: '/order_reference',
  },
  idempotency_key_reused: {
    status: 422,
    detail: 'Nothing was cancelled: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};
