import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why nobody was asked for money. */
export type MoneyRequestRefusalCode =
  | 'payee_token_expired'
  | 'self_request'
  | 'split_too_small'
  | 'expires_at_out_of_range'
  | 'too_many_requests_open'
  | 'idempotency_key_reused';

export const MONEY_REQUEST_REFUSALS: RefusalStatuses<MoneyRequestRefusalCode> = {
  payee_token_expired: {
    status: 409,
    detail: 'Nobody was asked: a payee token is not valid, or not any more. Look that person up again.',
    pointer: '/payers',
  },
  self_request: { status: 409, detail: 'Nobody was asked: you are one of the payers.', pointer: '/payers' },
  split_too_small: {
    status: 400,
    detail: 'Nobody was asked: the total is too small to be split among so many.',
    pointer: '/total',
  },
  expires_at_out_of_range: {
    status: 400,
    detail: 'Nobody was asked: the time must be in the future, and at most 90 days ahead.',
    pointer: '/expires_at',
  },
  too_many_requests_open: {
    status: 409,
    detail: 'Nobody was asked: many of your requests wait for an answer. Cancel some, or wait.',
  },
  idempotency_key_reused: {
    status: 422,
    detail: 'Nobody was asked: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

/** Why a share is as it was. */
export type ShareRefusalCode =
  | 'share_already_paid'
  | 'share_declined'
  | 'share_cancelled'
  | 'share_expired'
  | 'share_being_paid';

export const SHARE_REFUSALS: RefusalStatuses<ShareRefusalCode> = {
  share_already_paid: { status: 409, detail: 'This share was paid before.' },
  share_declined: { status: 409, detail: 'This share was declined by who was to pay it.' },
  share_cancelled: { status: 409, detail: 'This share was cancelled by who asked for it.' },
  share_expired: { status: 409, detail: 'The time to pay this share is over.' },
  share_being_paid: {
    status: 409,
    detail: 'This share is being paid at this moment. Look again in a few seconds.',
  },
};

/** Why a share that is not pending is refused. */
export const REFUSAL_OF_STATUS = {
  paid: 'share_already_paid',
  declined: 'share_declined',
  cancelled: 'share_cancelled',
  expired: 'share_expired',
} as const satisfies Record<string, ShareRefusalCode>;
