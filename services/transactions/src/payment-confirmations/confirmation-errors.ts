import type { RefusalStatuses } from '@tamsui/platform/http';
import type { BookReason } from '../payments/payment.ts';
import { residentCodeOf } from '../payments/resident-payment-schema.ts';
import type { ConsentRefusalCode } from './consent.ts';
import { CONSENT_REFUSALS } from './consent-errors.ts';

/** Why a payment is not confirmed, in the resident's words. None of these has moved any money. */
export type ConfirmationRefusalCode =
  | ConsentRefusalCode
  | 'payment_confirmation_not_found'
  | 'payment_already_confirmed'
  | 'payment_declined'
  | 'confirmation_expired'
  | 'order_cancelled'
  | 'payment_cancelled'
  | 'code_already_used'
  | 'insufficient_funds'
  | 'limit_exceeded'
  | 'wallet_frozen'
  | 'wallet_closed'
  | 'payment_refused';

export const CONFIRMATION_REFUSALS: RefusalStatuses<ConfirmationRefusalCode> = {
  ...CONSENT_REFUSALS,
  consent_required: {
    status: 403,
    detail: 'Nothing was decided: send the PIN, or what the device has signed.',
    pointer: '/intent',
  },
  payment_confirmation_not_found: {
    status: 404,
    detail: 'There is no such payment confirmation.',
    pointer: 'path:id',
  },
  payment_already_confirmed: { status: 409, detail: 'It was confirmed before, and is paid.' },
  payment_declined: { status: 409, detail: 'No money moved: you have declined it.' },
  confirmation_expired: { status: 409, detail: 'No money moved: it was not confirmed in time.' },
  order_cancelled: { status: 409, detail: 'No money moved: the shop has cancelled the order.' },
  payment_cancelled: { status: 409, detail: 'No money moved: the shop has cancelled the payment.' },
  code_already_used: { status: 409, detail: 'No money moved: its code has paid something else.' },
  insufficient_funds: { status: 402, detail: 'No money moved: the wallet does not cover the amount.' },
  limit_exceeded: { status: 409, detail: 'No money moved: a limit of the wallet would be exceeded.' },
  wallet_frozen: { status: 409, detail: 'No money moved: the wallet is frozen.' },
  wallet_closed: { status: 409, detail: 'No money moved: the wallet is closed.' },
  payment_refused: { status: 409, detail: 'No money moved: the ledger refused the payment.' },
};

const isKnown = (code: string): code is ConfirmationRefusalCode => Object.hasOwn(CONFIRMATION_REFUSALS, code);

export function confirmationRefusalOf(refusal: BookReason): ConfirmationRefusalCode {
  const code = residentCodeOf(refusal);
  return isKnown(code) ? code : 'payment_refused';
}
