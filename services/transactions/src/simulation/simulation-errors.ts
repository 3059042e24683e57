import type { RefusalStatuses } from '@tamsui/platform/http';
import {
  CONFIRMATION_REFUSALS,
  type ConfirmationRefusalCode,
} from '../payment-confirmations/confirmation-errors.ts';
import { READ_REFUSALS, type ReadRefusalCode } from '../shop-codes/shop-code-errors.ts';
import { SHOP_PAYMENT_REFUSALS, type ShopPaymentRefusalCode } from '../shop-codes/shop-payment-errors.ts';
import { DISABLED_REFUSALS, REPLAY_REFUSALS } from '../webhooks/webhook-errors.ts';

/** As the resident hears them, but that the payment is named in the body. */
export const ANSWER_REFUSALS: RefusalStatuses<ConfirmationRefusalCode> = {
  ...CONFIRMATION_REFUSALS,
  payment_confirmation_not_found: {
    status: 404,
    detail: 'No payment of yours with this id waits, or waited, for one of your simulated residents.',
    pointer: '/payment',
  },
};

/** As a ping, but that an endpoint is not told of what it does not ask for. */
export const SAMPLE_REFUSALS: RefusalStatuses<'endpoint_disabled' | 'event_not_asked_for'> = {
  ...DISABLED_REFUSALS,
  event_not_asked_for: { ...REPLAY_REFUSALS.event_not_asked_for, pointer: '/type' },
};

export const SCAN_REFUSALS: RefusalStatuses<ReadRefusalCode | ShopPaymentRefusalCode | 'amount_required'> = {
  ...READ_REFUSALS,
  ...SHOP_PAYMENT_REFUSALS,
  shop_code_not_found: READ_REFUSALS.shop_code_not_found,
  amount_required: {
    status: 400,
    detail: 'No money moved: a sticker says no amount, so say what the resident enters.',
    pointer: '/amount',
  },
};
