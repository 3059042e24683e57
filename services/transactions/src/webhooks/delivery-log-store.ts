import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Delivery, DeliveryStatus, LoggedAttempt } from './delivery.ts';

const COLUMNS = `delivery.id, delivery.endpoint_id as "endpointId", delivery.event_id as "eventId", delivery.type,
  delivery.origin, delivery.status, delivery.attempts, delivery.next_attempt_at as "nextAttemptAt",
  delivery.created_at as "createdAt", delivery.finished_at as "finishedAt"`;

/** A delivery that belongs to a merchant; not one of an endpoint that was removed. */
export interface OwnedDelivery extends Delivery {
  readonly merchantId: Uuid;
}

export async function findDelivery(database: Database, id: Uuid): Promise<OwnedDelivery | undefined> {
  const { rows } = await database.raw<{ rows: OwnedDelivery[] }>(
    `select ${COLUMNS}, endpoint.merchant_id as "merchantId"
       from transactions.webhook_deliveries delivery
       join transactions.webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
      where delivery.id = :id and endpoint.deleted_at is null`,
    { id },
  );
  return rows[0];
}

/** An endpoint's deliveries, newest first, before one of them. */
export async function listDeliveries(
  database: Database,
  page: {
    readonly endpointId: Uuid;
    readonly status: DeliveryStatus | null;
    readonly eventId: Uuid | null;
    readonly limit: number;
    readonly before: Uuid | null;
  },
): Promise<Delivery[]> {
  const { rows } = await database.raw<{ rows: Delivery[] }>(
    `select ${COLUMNS}
       from transactions.webhook_deliveries delivery
      where delivery.endpoint_id = :endpointId
        and (cast(:before as uuid) is null or delivery.id < cast(:before as uuid))
        and (cast(:status as text) is null or delivery.status = :status)
        and (cast(:eventId as uuid) is null or delivery.event_id = cast(:eventId as uuid))
      order by delivery.id desc
      limit :limit`,
    page,
  );
  return rows;
}

/** What the log says of these deliveries, oldest attempt first. */
export async function listAttempts(
  database: Database,
  deliveryIds: readonly Uuid[],
): Promise<LoggedAttempt[]> {
  const { rows } = await database.raw<{ rows: LoggedAttempt[] }>(
    `select delivery_id as "deliveryId", attempt, started_at as "startedAt", duration_ms as "durationMs", status,
            error, response_start as "responseStart"
       from transactions.webhook_attempts
      where delivery_id = any(cast(:deliveryIds as uuid[]))
      order by delivery_id, attempt`,
    { deliveryIds: [...deliveryIds] },
  );
  return rows;
}

/** Removes what is older, with its attempts. @returns how many */
export async function deleteOldDeliveries(
  database: Database,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `delete from transactions.webhook_deliveries
      where id in (select id from transactions.webhook_deliveries
                    where created_at < :before order by created_at limit :limit for update skip locked)
      returning id`,
    { before, limit },
  );
  return rows.length;
}

/** Removes keys that have stopped signing. */
export async function deleteOldKeys(database: Database, now: Date): Promise<void> {
  await database.raw('delete from transactions.webhook_keys where expires_at <= :now', { now });
}
