import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { AttemptResult } from './attempt.ts';
import { LEASE_MS, MAX_UNDER_WAY } from './delivery.ts';

/** A delivery that this process sends now. */
export interface ClaimedDelivery {
  readonly id: Uuid;
  readonly endpointId: Uuid;
  readonly merchantId: Uuid;
  readonly url: string;
  /** That the endpoint has pinned. */
  readonly apiVersion: string;
  readonly eventId: Uuid;
  readonly type: string;
  readonly origin: 'event' | 'replay' | 'ping';
  /** This one, from 1. */
  readonly attempt: number;
  readonly createdAt: Date;
}

const MAX_ENDPOINTS_AT_ONCE = 32;

/**
 * Chooses endpoints that have something due and room for it, those first that have waited longest, and keeps other
 * processes off them until the end of the trx. It steps through the index from endpoint to endpoint, so its cost follows
 * the number of endpoints that something waits for, however much that is.
 */
const CHOOSE_ENDPOINTS = `
  with recursive waiting (endpoint_id) as (
    (select endpoint_id from transactions.webhook_deliveries
      where finished_at is null order by endpoint_id limit 1)
    union all
    select (select delivery.endpoint_id from transactions.webhook_deliveries delivery
             where delivery.finished_at is null and delivery.endpoint_id > waiting.endpoint_id
             order by delivery.endpoint_id limit 1)
      from waiting
     where waiting.endpoint_id is not null
  )
  select endpoint.id
    from waiting
    join transactions.webhook_endpoints endpoint on endpoint.id = waiting.endpoint_id
   cross join lateral (
     select next_attempt_at from transactions.webhook_deliveries delivery
      where delivery.endpoint_id = endpoint.id and delivery.finished_at is null
        and delivery.next_attempt_at <= :now
      order by next_attempt_at
      limit 1
   ) first_due
   cross join lateral (
     select count(*) as count from transactions.webhook_deliveries delivery
      where delivery.endpoint_id = endpoint.id and delivery.finished_at is null and delivery.status = 'sending'
        and delivery.next_attempt_at > :now
   ) under_way
   where endpoint.disabled_at is null and endpoint.deleted_at is null
     and (endpoint.resting_until is null or endpoint.resting_until <= :now)
     and under_way.count < case when endpoint.failures_in_row > 0 then 1 else :maxUnderWay end
   order by first_due.next_attempt_at
   limit :limit
   for no key update of endpoint skip locked`;

/** Takes what is due at endpoints that this trx has locked, no more than they have room for. */
const CLAIM = `
  with room as (
    select endpoint.id, endpoint.merchant_id, endpoint.url, endpoint.api_version,
           case when endpoint.failures_in_row > 0 then 1 else :maxUnderWay end - (
             select count(*) from transactions.webhook_deliveries delivery
              where delivery.endpoint_id = endpoint.id and delivery.finished_at is null
                and delivery.status = 'sending' and delivery.next_attempt_at > :now
           ) as places
      from transactions.webhook_endpoints endpoint
     where endpoint.id = any(cast(:endpointIds as uuid[]))
  ), due as (
    select first_due.*, room.merchant_id, room.url, room.api_version
      from room
     cross join lateral (
       select id, status, attempts, next_attempt_at,
              row_number() over (order by next_attempt_at, id) as place
         from (select * from transactions.webhook_deliveries delivery
                where delivery.endpoint_id = room.id and delivery.finished_at is null
                  and delivery.next_attempt_at <= :now
                order by next_attempt_at
                limit :maxUnderWay) soonest
     ) first_due
     where first_due.place <= room.places
     order by first_due.next_attempt_at
     limit :limit
  ), lost as (
    insert into transactions.webhook_attempts (delivery_id, attempt, started_at, error)
    select id, attempts, next_attempt_at - :leaseMs * interval '1 millisecond', 'interrupted'
      from due where status = 'sending'
        on conflict do nothing
  )
  update transactions.webhook_deliveries delivery
     set status = 'sending', attempts = delivery.attempts + 1,
         next_attempt_at = cast(:now as timestamptz) + :leaseMs * interval '1 millisecond'
    from due
   where delivery.id = due.id and delivery.finished_at is null and delivery.next_attempt_at <= :now
  returning delivery.id, delivery.endpoint_id as "endpointId", due.merchant_id as "merchantId", due.url,
            due.api_version as "apiVersion", delivery.event_id as "eventId", delivery.type, delivery.origin, delivery.attempts as attempt,
            delivery.created_at as "createdAt"`;

/**
 * Takes deliveries that are due, each for a while: were this process to die, they would be due again by themselves.
 * Whoever claims holds the endpoints' rows, so that the places at an endpoint are counted right by all processes together.
 */
export async function claimDeliveries(
  trx: Trx,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<ClaimedDelivery[]> {
  const chosen = await trx.raw<{ rows: { id: Uuid }[] }>(CHOOSE_ENDPOINTS, {
    now,
    maxUnderWay: MAX_UNDER_WAY,
    limit: Math.min(limit, MAX_ENDPOINTS_AT_ONCE),
  });
  if (chosen.rows.length === 0) return [];
  const { rows } = await trx.raw<{ rows: ClaimedDelivery[] }>(CLAIM, {
    now,
    endpointIds: chosen.rows.map(({ id }) => id),
    maxUnderWay: MAX_UNDER_WAY,
    leaseMs: LEASE_MS,
    limit,
  });
  return rows;
}

type Sent = Pick<ClaimedDelivery, 'id' | 'attempt'>;

/** Writes an attempt into the log; one that was taken for lost in the meantime is corrected. */
export async function logAttempt(
  trx: Trx,
  { id, attempt }: Sent,
  result: AttemptResult,
  startedAt: Date,
): Promise<void> {
  await trx.raw(
    `insert into transactions.webhook_attempts
            (delivery_id, attempt, started_at, duration_ms, status, error, response_start)
     values (:id, :attempt, :startedAt, :durationMs, :status, :error, :responseStart)
     on conflict (delivery_id, attempt) do update
        set started_at = :startedAt, duration_ms = :durationMs, status = :status, error = :error,
            response_start = :responseStart`,
    {
      id,
      attempt,
      startedAt,
      durationMs: result.durationMs,
      status: result.status,
      error: result.error,
      responseStart: result.responseStart,
    },
  );
}

/** It was delivered, whoever else may be sending it by now. */
export async function markDelivered(trx: Trx, id: Uuid, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.webhook_deliveries
        set status = 'delivered', finished_at = :at, next_attempt_at = null
      where id = :id and finished_at is null`,
    { id, at },
  );
}

/** @param nextAttemptAt null when that was the last attempt. Nothing happens when another attempt has begun since. */
export async function markNotDelivered(
  trx: Trx,
  { id, attempt }: Sent,
  { at, nextAttemptAt }: { readonly at: Date; readonly nextAttemptAt: Date | null },
): Promise<void> {
  await trx.raw(
    `update transactions.webhook_deliveries
        set status = case when cast(:nextAttemptAt as timestamptz) is null then 'failed' else 'waiting' end,
            finished_at = case when cast(:nextAttemptAt as timestamptz) is null
                               then cast(:at as timestamptz) end,
            next_attempt_at = :nextAttemptAt
      where id = :id and attempts = :attempt and finished_at is null`,
    { id, attempt, at, nextAttemptAt },
  );
}

/** Puts back what a process that stops had taken: the attempt was broken off by us, and does not count. */
export async function giveBack(database: Database, { id, attempt }: Sent, now: Date): Promise<void> {
  await database.raw(
    `update transactions.webhook_deliveries
        set status = 'waiting', attempts = attempts - 1, next_attempt_at = :now
      where id = :id and attempts = :attempt and status = 'sending'`,
    { id, attempt, now },
  );
}

/** Gives up what waits for an endpoint that nothing goes to any more. */
export async function cancelDeliveries(trx: Trx, endpointId: Uuid, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.webhook_deliveries
        set status = 'canceled', finished_at = :at, next_attempt_at = null
      where endpoint_id = :endpointId and finished_at is null`,
    { endpointId, at },
  );
}
