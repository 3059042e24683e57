import { formatPublicId } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { type OwnedEvent, printEvent } from '../events/event.ts';
import { findEvent } from '../events/event-store.ts';
import { keptApiVersion } from '../http/api-version.ts';
import { findMerchant } from '../merchants/merchant-store.ts';
import { eventIn } from '../versions/older-events.ts';
import { PING_TYPE } from './delivery.ts';
import type { ClaimedDelivery } from './delivery-queue-store.ts';
import { sampleEvent } from './sample-event.ts';

/** What goes to a receiver, but for who signs it. */
export interface Message {
  /** The event's: whoever has had it before, in whatever delivery, knows it by this. */
  readonly id: string;
  readonly body: string;
}

export interface MessageDeps {
  readonly database: Database;
  /** The city's. */
  readonly timeZone: string;
}

/**
 * An event as receivers are sent it: as `GET /v1/events` shows it, and with the `timestamp` of Standard Webhooks (when it
 * happened, not when it is sent), in the version that the endpoint has pinned. The same bytes each time, as long as it
 * pins that one.
 */
export async function messageOf(deps: MessageDeps, delivery: ClaimedDelivery): Promise<Message | undefined> {
  const id = formatPublicId('evt', delivery.eventId);
  if (delivery.type === PING_TYPE) return { id, body: pingBody(id, delivery) };
  const event = await eventOf(deps, delivery);
  if (event === undefined) return undefined;
  const version = keptApiVersion(delivery.apiVersion);
  const printed = eventIn(version, printEvent(event));
  const body = { ...printed, timestamp: printed.created_at, api_version: version };
  return { id, body: JSON.stringify(body) };
}

/** A ping of another type than its own is a sample of that type. */
async function eventOf(
  { database, timeZone }: MessageDeps,
  { eventId, merchantId, type, origin, createdAt: at }: ClaimedDelivery,
): Promise<OwnedEvent | undefined> {
  if (origin !== 'ping') return findEvent(database, { kind: 'merchant', id: merchantId }, eventId);
  const merchant = await findMerchant(database, merchantId);
  return merchant && sampleEvent({ eventId, merchantId, type, currency: merchant.currency, at, timeZone });
}

function pingBody(id: string, { endpointId, url, apiVersion, createdAt }: ClaimedDelivery): string {
  const endpoint = formatPublicId('whe', endpointId);
  const at = createdAt.toISOString();
  return JSON.stringify({
    id,
    object: 'event',
    type: PING_TYPE,
    object_type: 'webhook_endpoint',
    object_id: endpoint,
    object_version: 1,
    data: { id: endpoint, url },
    created_at: at,
    timestamp: at,
    api_version: keptApiVersion(apiVersion),
  });
}
