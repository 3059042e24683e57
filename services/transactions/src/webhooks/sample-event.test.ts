import { newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { printEvent } from '../events/event.ts';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import { messageWire } from '../openapi/describe-webhooks.ts';
import { sampleEvent } from './sample-event.ts';
import { WEBHOOK_TYPES } from './webhook-types.ts';

const SENT = {
  eventId: newUuid(),
  merchantId: newUuid(),
  currency: 'TWD',
  at: new Date('2026-11-20T04:00:00Z'),
  timeZone: 'Asia/Taipei',
} as const;

function messageOf(type: string) {
  const printed = printEvent(sampleEvent({ ...SENT, type }));
  return { ...printed, timestamp: printed.created_at, api_version: CURRENT_API_VERSION };
}

test.each(WEBHOOK_TYPES)('a sample of %s is as such an event is described', (type) => {
  const read = messageWire(type).safeParse(messageOf(type));
  expect(read.error?.issues ?? []).toEqual([]);
  expect(messageOf(type)).toEqual(messageOf(type));
});

test('a payment is in the state that the event tells of', () => {
  const stateOf = (type: string) => sampleEvent({ ...SENT, type }).data.status;
  expect(
    WEBHOOK_TYPES.filter((type) => type.startsWith('payment.')).map((type) => [type, stateOf(type)]),
  ).toEqual([
    ['payment.awaiting_confirmation', 'awaiting_confirmation'],
    ['payment.authorized', 'authorised'],
    ['payment.captured', 'succeeded'],
    ['payment.succeeded', 'succeeded'],
    ['payment.failed', 'failed'],
    ['payment.canceled', 'voided'],
  ]);
});

test('a business day is a day of the city, also while it is still yesterday in Greenwich', () => {
  const at = new Date('2026-11-20T16:30:00Z');
  const dayOf = (type: string) => sampleEvent({ ...SENT, at, type }).data.business_date;
  expect([dayOf('payment.succeeded'), dayOf('refund.succeeded')]).toEqual(['2026-11-21', '2026-11-21']);
});

test('there is no sample of what no endpoint is told', () => {
  expect(() => sampleEvent({ ...SENT, type: 'transfer.received' })).toThrow('told by webhook');
});
