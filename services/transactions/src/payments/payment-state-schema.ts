import { z } from 'zod';
import { moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields, moneyWireObject } from '../http/wire-fields.ts';
import { limitFactsWire } from '../wallets/limit-facts.ts';
import type { Authorisation, BookReason, Payment } from './payment.ts';

const unfinished = { id: idWire('pay'), finished: z.literal(false) };
const finished = { id: idWire('pay'), finished: z.literal(true) };
const noMoneyMoved = { ...finished, money_moved: z.literal(false) };
const refunded = moneyWireObject.meta({ description: 'What was given back of it so far.' });

const authorisation = z
  .strictObject({
    captured: moneyWireObject,
    capturable: moneyWireObject.meta({ description: 'What may still be captured.' }),
    expires_at: instantWire.meta({ description: 'From this instant on nothing can be captured.' }),
  })
  .meta({ description: 'Of a payment that the shop captures itself; `amount` is what was set aside.' });

/**
 * Every state of a payment: one word, whether it is finished, and on failure whether money moved.
 * @param asked what every payment says beside its state, @param booked what it says once the ledger has decided
 */
export function paymentStates<Asked extends z.ZodRawShape, Booked extends z.ZodRawShape>(
  asked: Asked,
  booked: Booked,
) {
  return z.discriminatedUnion('status', [
    z.strictObject({
      ...unfinished,
      status: z.literal('awaiting_confirmation'),
      ...moneyWireFields,
      expires_at: instantWire.meta({ description: 'The resident can confirm it before this instant.' }),
      ...asked,
    }),
    z.strictObject({
      ...unfinished,
      status: z.literal('authorised'),
      ...moneyWireFields,
      refunded,
      authorisation,
      ...booked,
    }),
    z.strictObject({
      ...finished,
      status: z.literal('succeeded'),
      ...moneyWireFields,
      refunded,
      authorisation: authorisation.optional(),
      ...booked,
    }),
    z.strictObject({
      ...noMoneyMoved,
      status: z.enum(['voided', 'expired']),
      ...moneyWireFields,
      authorisation,
      ...booked,
    }),
    z.strictObject({
      ...noMoneyMoved,
      status: z.literal('failed'),
      failure: z.strictObject({ code: z.string(), ...limitFactsWire }),
      ...booked,
    }),
  ]);
}

/** @param failureOf what the reader is told of a refusal of the book */
export function printState(payment: Payment, failureOf: (refusal: BookReason) => { readonly code: string }) {
  const { status } = payment;
  switch (status) {
    case 'awaiting_confirmation':
      return { status, finished: false, ...moneyOf(payment), expires_at: payment.expiresAt.toISOString() };
    case 'failed':
      return { status, finished: true, money_moved: false, failure: failureOf(payment.refusal) };
    case 'voided':
    case 'expired':
      return { status, finished: true, money_moved: false, ...moneyOf(payment), ...authorisationOf(payment) };
    case 'authorised':
    case 'succeeded': {
      const { refundedMinor, currency } = payment;
      const back = { refunded: moneyWire(refundedMinor, currency) };
      return {
        status,
        finished: status === 'succeeded',
        ...moneyOf(payment),
        ...back,
        ...authorisationOf(payment),
      };
    }
  }
}

type Moneyed = Exclude<Payment, { status: 'failed' }>;

function moneyOf({ amountMinor, currency }: Moneyed) {
  return moneyWire(amountMinor, currency);
}

function authorisationOf(payment: Moneyed) {
  if (!('authorisation' in payment)) return {};
  return { authorisation: printAuthorisation(payment.authorisation, payment) };
}

function printAuthorisation(
  { capturedMinor, capturableMinor, expiresAt }: Authorisation,
  { currency }: Moneyed,
) {
  return {
    captured: moneyWire(capturedMinor, currency),
    capturable: moneyWire(capturableMinor, currency),
    expires_at: expiresAt.toISOString(),
  };
}
