import type { Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import type { ConsentRefusalCode } from '../payment-confirmations/consent.ts';
import { CONSENT_REFUSALS } from '../payment-confirmations/consent-errors.ts';
import { limitFactsOf, limitFactsWire } from '../wallets/limit-facts.ts';

/** Why a transfer failed, for good. No money has moved, and each sentence says so. */
export const TRANSFER_FAILURE_CODES = [
  'payee_token_expired',
  'self_transfer',
  'insufficient_funds',
  'limit_exceeded',
  'wallet_frozen',
  'device_is_new',
  'payee_cannot_receive',
  'share_already_paid',
  'transfer_abandoned',
  'transfer_refused',
] as const;
export type TransferFailureCode = (typeof TRANSFER_FAILURE_CODES)[number];

/** A failure with the facts that the payer can act on: which own limit, what is left of it, when it begins anew. */
export const transferFailure = z.strictObject({
  code: z.enum(TRANSFER_FAILURE_CODES),
  ...limitFactsWire,
});
export type TransferFailure = z.output<typeof transferFailure>;

export type TransferRefusalCode =
  | TransferFailureCode
  | ConsentRefusalCode
  | 'send_at_out_of_range'
  | 'too_many_scheduled'
  | 'idempotency_key_reused';

/**
 * The payer learns all about the own wallet and nothing about the payee's: frozen, closed, full, over a limit, or not
 * there at all is one code.
 */
export const TRANSFER_REFUSALS: RefusalStatuses<TransferRefusalCode> = {
  ...CONSENT_REFUSALS,
  payee_token_expired: {
    status: 409,
    detail: 'No money moved: the payee token is not valid, or not any more. Look the payee up again.',
    pointer: '/payee',
  },
  self_transfer: {
    status: 409,
    detail: 'No money moved: payer and payee are the same wallet.',
    pointer: '/payee',
  },
  insufficient_funds: { status: 402, detail: 'No money moved: the wallet does not cover the amount.' },
  limit_exceeded: { status: 409, detail: 'No money moved: it is more than a limit of your wallet allows.' },
  wallet_frozen: { status: 409, detail: 'No money moved: your wallet is frozen or closed.' },
  payee_cannot_receive: { status: 409, detail: 'No money moved: the payee cannot receive this transfer.' },
  share_already_paid: { status: 409, detail: 'No money moved: this share was paid before.' },
  transfer_abandoned: {
    status: 409,
    detail:
      'No money moved: the transfer could not be completed in time. Send it with a new Idempotency-Key.',
  },
  transfer_refused: { status: 409, detail: 'No money moved: the ledger refused the transfer.' },
  send_at_out_of_range: {
    status: 400,
    detail: 'Nothing was scheduled: the time must be in the future, and at most 90 days ahead.',
    pointer: '/at',
  },
  too_many_scheduled: {
    status: 409,
    detail: 'Nothing was scheduled: you have many transfers waiting. Cancel one, or wait.',
  },
  idempotency_key_reused: {
    status: 422,
    detail: 'No money moved: this Idempotency-Key belongs to another request.',
    pointer: 'header:Idempotency-Key',
  },
};

type BookRefusal = Extract<Outcome, { status: 'refused' }>['refusal'];

/** What the payer is told when the book says no. */
export function transferFailureOf(
  refusal: BookRefusal,
  payer: { readonly account: string; readonly currency: CurrencyCode },
): TransferFailure {
  const isOfPayer = refusal.account === payer.account;
  switch (refusal.code) {
    case 'declined':
      return transferFailure.catch({ code: 'transfer_refused' }).parse({ code: refusal.reason });
    case 'insufficient_funds':
      return { code: 'insufficient_funds' };
    case 'already_used':
      return { code: 'share_already_paid' };
    case 'account_frozen':
    case 'account_closed':
      return { code: isOfPayer ? 'wallet_frozen' : 'payee_cannot_receive' };
    case 'limit_exceeded':
      return isOfPayer
        ? { code: 'limit_exceeded', ...limitFactsOf(refusal, payer.currency) }
        : { code: 'payee_cannot_receive' };
    case 'balance_overflow':
      return { code: 'payee_cannot_receive' };
    default:
      return { code: 'transfer_refused' };
  }
}
