import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { WebhookEndpoint } from './endpoint.ts';
import type { Match } from './fan-out-store.ts';

export interface ReplayRange {
  /** From this instant on. */
  readonly after: Date;
  /** Up to this one, which is not in it. */
  readonly before: Date;
  /** Leaves out what has been delivered to this endpoint before. */
  readonly onlyUndelivered: boolean;
}

/** What happened in a range and the endpoint asks for, without what waits for it anyway; oldest first. */
export async function listForReplay(
  database: Database,
  { id: endpointId, merchantId, types }: WebhookEndpoint,
  { after, before, onlyUndelivered }: ReplayRange,
  limit: number,
): Promise<Match[]> {
  const { rows } = await database.raw<{ rows: Match[] }>(
    `select cast(:endpointId as uuid) as "endpointId", event.id as "eventId", event.type
       from transactions.events event
      where event.merchant_id = :merchantId and event.created_at >= :after and event.created_at < :before
        and (cast(:types as text[]) is null or event.type = any(cast(:types as text[])))
        and not exists (
          select 1 from transactions.webhook_deliveries delivery
           where delivery.endpoint_id = :endpointId and delivery.event_id = event.id
             and (delivery.finished_at is null or (:onlyUndelivered and delivery.status = 'delivered'))
        )
      order by event.created_at, event.sequence
      limit :limit`,
    {
      endpointId,
      merchantId,
      types: types === null ? null : [...types],
      after,
      before,
      onlyUndelivered,
      limit,
    },
  );
  return rows;
}

/** Of an event of this merchant, its type. */
export async function findEventType(
  database: Database,
  { eventId, merchantId }: { readonly eventId: Uuid; readonly merchantId: Uuid },
): Promise<string | undefined> {
  const { rows } = await database.raw<{ rows: { type: string }[] }>(
    'select type from transactions.events where id = :eventId and merchant_id = :merchantId',
    { eventId, merchantId },
  );
  return rows[0]?.type;
}
