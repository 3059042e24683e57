import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { dateWire, instantWire } from '../http/wire-fields.ts';
import { shopFailureOf } from '../shop-codes/shop-payment-errors.ts';
import { limitFactsOf } from '../wallets/limit-facts.ts';
import type { BookReason, Payment } from './payment.ts';
import { refusalOfBook } from './payment-errors.ts';
import { paymentStates, printState } from './payment-state-schema.ts';

const place = { merchant: z.string(), store: z.string(), created_at: instantWire };

/** What `printResidentPayment` prints, as it is described. */
export const residentPaymentWire = paymentStates(place, { ...place, business_date: dateWire }).meta({
  id: 'ResidentPayment',
});

/** Where the money went, by name. */
export interface ShopNames {
  readonly merchantName: string;
  readonly storeName: string;
}

/** A payment as its payer sees it: with the shop's names and without what is between the shop and its tills. */
export function printResidentPayment(
  payment: Payment,
  { merchantName, storeName }: ShopNames,
  currency: CurrencyCode,
) {
  return {
    id: formatPublicId('pay', payment.id),
    ...printState(payment, (refusal) => failureOf(payment, refusal, currency)),
    merchant: merchantName,
    store: storeName,
    created_at: payment.at.toISOString(),
    ...('businessDate' in payment ? { business_date: payment.businessDate } : {}),
  };
}

/** A payment with a shop's code failed in front of the resident, and is told in the words of that moment. */
function failureOf(payment: Payment, refusal: BookReason, currency: CurrencyCode) {
  if ('shopPayment' in payment) return shopFailureOf(refusal, { ...payment.shopPayment, currency });
  return { code: residentCodeOf(refusal), ...limitFactsOf(refusal, currency) };
}

/** Limits and freezes are the resident's own business, and so they are told; a till hears less. */
const OWN_CODES: Readonly<Record<string, string>> = {
  limit_exceeded: 'limit_exceeded',
  account_frozen: 'wallet_frozen',
  account_closed: 'wallet_closed',
};

export function residentCodeOf(refusal: BookReason): string {
  if (refusal.code === 'declined' && refusal.reason === 'device_is_new') return refusal.reason;
  return (
    (Object.hasOwn(OWN_CODES, refusal.code) ? OWN_CODES[refusal.code] : undefined) ?? refusalOfBook(refusal)
  );
}
