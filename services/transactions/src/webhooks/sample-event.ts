import { invariant } from '@tamsui/errors';
import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { dateInZone } from '@tamsui/platform/clock';
import { businessEvent } from '../events/business-events.ts';
import {
  BUSINESS_EVENT_TYPES,
  type BusinessEventType,
  type EventType,
  type NewEvent,
  OBJECT_PREFIXES,
  type OwnedEvent,
  objectTypeOf,
} from '../events/event.ts';
import type { Payment } from '../payments/payment.ts';
import { printPayment } from '../payments/payment-schema.ts';
import { printRefund } from '../refunds/refund-schema.ts';
import { WEBHOOK_TYPES } from './webhook-types.ts';

/** What a sample is made of; the same makes the same, to the byte. */
export interface SampleFacts {
  readonly eventId: Uuid;
  readonly merchantId: Uuid;
  readonly type: string;
  readonly currency: CurrencyCode;
  readonly at: Date;
  /** The city's: in which a business day is a day. */
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;
const AMOUNT_MINOR = 12_000n;
/** So that whoever looks at it knows what it is. */
const ORDER = 'SAMPLE';

/**
 * An event as an endpoint would be told of it, about things that do not exist: for who builds the server behind it.
 * It is on no list of events, and nothing has happened.
 */
export function sampleEvent(facts: SampleFacts): OwnedEvent {
  const { eventId, merchantId, at } = facts;
  const { type, objectType, objectId, merchant } = newSample(facts);
  invariant(merchant !== null, 'webhooks are told to merchants');
  const owner = { kind: 'merchant', id: merchantId } as const;
  const about = { type, objectType, objectId, objectVersion: 1, data: merchant.data };
  return { sequence: 0n, id: eventId, ...about, owner, createdAt: at };
}

type PaymentEventType = Extract<EventType, `payment.${string}`>;

function newSample(facts: SampleFacts): NewEvent {
  const type = WEBHOOK_TYPES.find((one) => one === facts.type);
  if (type === 'refund.succeeded') return refundSample(facts);
  if (isBusiness(type)) return businessSample(facts, type);
  invariant(isOfPayment(type), 'samples are of types that are told by webhook');
  return paymentSample(facts, type);
}

function isBusiness(type: EventType | undefined): type is BusinessEventType {
  return BUSINESS_EVENT_TYPES.some((one) => one === type);
}

function isOfPayment(type: EventType | undefined): type is PaymentEventType {
  return type?.startsWith('payment.') === true;
}

function businessSample({ merchantId, at, eventId }: SampleFacts, action: BusinessEventType): NewEvent {
  const thing = objectTypeOf(action);
  const id = thing === 'merchant' ? merchantId : idOf(eventId, thing);
  const subject = formatPublicId(OBJECT_PREFIXES[thing], id);
  return businessEvent({ merchantId, actor: 'operator', action, subject, at });
}

function refundSample(facts: SampleFacts): NewEvent {
  const { eventId, merchantId, currency, at } = facts;
  const [id, paymentId] = [idOf(eventId, 'refund'), idOf(eventId, 'payment')];
  const money = { amountMinor: AMOUNT_MINOR, currency };
  const refund = { id, paymentId, ...money, reason: null, at, businessDate: dateOf(facts) };
  const merchant = { to: merchantId, data: printRefund(refund) };
  const about = { type: 'refund.succeeded', objectType: 'refund', objectId: id } as const;
  return { ...about, merchant, resident: null, createdAt: at };
}

function paymentSample(facts: SampleFacts, type: PaymentEventType): NewEvent {
  const payment = paymentOf(facts, type);
  const merchant = { to: facts.merchantId, data: printPayment(payment) };
  const about = { type, objectType: 'payment', objectId: payment.id } as const;
  return { ...about, merchant, resident: null, createdAt: facts.at };
}

/** In the state that the event tells of. */
function paymentOf(facts: SampleFacts, type: PaymentEventType): Payment {
  const { eventId, merchantId, currency, at } = facts;
  const ids = { id: idOf(eventId, 'payment'), storeId: idOf(eventId, 'store') };
  const where = { merchantId, terminalId: idOf(eventId, 'terminal'), orderReference: ORDER, chargedBy: null };
  const asked = { ...ids, ...where, at };
  const booked = { ...asked, businessDate: dateOf(facts) };
  const money = { amountMinor: AMOUNT_MINOR, currency };
  const expiresAt = new Date(at.getTime() + DAY_MS);
  const whole = { ...booked, ...money, refundedMinor: 0n };
  const untouched = { capturedMinor: 0n, capturableMinor: AMOUNT_MINOR, expiresAt };
  switch (type) {
    case 'payment.awaiting_confirmation':
      return { ...asked, ...money, status: 'awaiting_confirmation', expiresAt };
    case 'payment.authorized':
      return { ...whole, status: 'authorised', authorisation: untouched };
    case 'payment.captured': {
      const captured = { capturedMinor: AMOUNT_MINOR, capturableMinor: 0n, expiresAt };
      return { ...whole, status: 'succeeded', authorisation: captured };
    }
    case 'payment.canceled':
      return { ...whole, status: 'voided', authorisation: { ...untouched, capturableMinor: 0n } };
    case 'payment.failed':
      return { ...booked, status: 'failed', refusal: { code: 'insufficient_funds' } };
    case 'payment.succeeded':
      return { ...whole, status: 'succeeded' };
  }
}

function idOf(eventId: Uuid, thing: string): Uuid {
  return commandId(['sample event', eventId], thing);
}

function dateOf({ at, timeZone }: SampleFacts): string {
  return dateInZone(at, timeZone);
}
