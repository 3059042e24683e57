import type { RefusalStatuses } from '@tamsui/platform/http';
import type { BankNewsRefusalCode } from './hear-bank-news.ts';
import type { TopUpRefusal } from './request-top-up.ts';
import type { WebhookRefusal } from './standard-webhook.ts';

export const TOP_UP_REFUSALS: RefusalStatuses<TopUpRefusal['code']> = {
  idempotency_key_reused: {
    status: 422,
    detail: 'This Idempotency-Key belongs to another top-up; nothing new was asked of the bank.',
    pointer: 'header:Idempotency-Key',
  },
  limit_exceeded: {
    status: 409,
    detail: 'No money moved: it would be more than may be in your wallet.',
    pointer: '/amount',
  },
  no_bank_account: {
    status: 409,
    detail: 'No money moved: no bank account is known that it could come from.',
  },
  wallet_closed: { status: 409, detail: 'No money moved: this wallet is closed, or is being closed.' },
};

export const WEBHOOK_REFUSALS: RefusalStatuses<WebhookRefusal['code']> = {
  webhook_signature_invalid: {
    status: 401,
    detail: 'The message is not signed by our bank.',
    pointer: 'header:webhook-signature',
  },
  webhook_timestamp_invalid: {
    status: 401,
    detail: 'The message is not of the last five minutes.',
    pointer: 'header:webhook-timestamp',
  },
};

/** What the bank told us and we do not act on. Each is recorded, for a person to look at. */
export const BANK_NEWS_REFUSALS: RefusalStatuses<BankNewsRefusalCode> = {
  top_up_unknown: {
    status: 404,
    detail: 'No top-up has this reference; nothing was credited.',
    pointer: '/data/reference',
  },
  direct_debit_mismatch: {
    status: 422,
    detail: 'This is not what was ordered; nothing was credited.',
    pointer: '/data',
  },
  top_up_already_finished: {
    status: 409,
    detail: 'This top-up has ended the other way; nothing was changed.',
    pointer: '/type',
  },
};
