import { newUuid, type Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { DeliveryOrigin } from './delivery.ts';

/** Between these two, the first not included, lie the events that have no deliveries yet. */
export interface Untold {
  readonly after: bigint;
  readonly through: bigint;
}

/** What is still to be given deliveries; costs no lock. */
export async function readUntold(database: Database): Promise<Untold | undefined> {
  const { rows } = await database.raw<{ rows: Untold[] }>(
    `select told_sequence as after, last_sequence as through
       from transactions.webhook_fan_out cross join transactions.event_head
      where told_sequence < last_sequence`,
  );
  return rows[0];
}

/** The same, kept from other processes until the end of the trx; undefined when one of them is at it. */
export async function lockUntold(trx: Trx): Promise<bigint | undefined> {
  const { rows } = await trx.raw<{ rows: { after: bigint }[] }>(
    'select told_sequence as after from transactions.webhook_fan_out for update skip locked',
  );
  return rows[0]?.after;
}

export async function moveFanOut(trx: Trx, toldSequence: bigint): Promise<void> {
  await trx.raw('update transactions.webhook_fan_out set told_sequence = :toldSequence', {
    toldSequence: toldSequence.toString(),
  });
}

/** An event and an endpoint that is to be told of it. */
export interface Match {
  readonly endpointId: Uuid;
  readonly eventId: Uuid;
  readonly type: string;
}

/** Who listens to the events between two sequences, in their order. */
export async function listMatches(trx: Trx, { after, through }: Untold): Promise<Match[]> {
  const { rows } = await trx.raw<{ rows: Match[] }>(
    `select endpoint.id as "endpointId", event.id as "eventId", event.type
       from transactions.events event
       join transactions.webhook_endpoints endpoint
         on endpoint.merchant_id = event.merchant_id and endpoint.deleted_at is null
      where event.sequence > :after and event.sequence <= :through
        and endpoint.disabled_at is null and endpoint.from_sequence < event.sequence
        and (endpoint.types is null or event.type = any(endpoint.types))
      order by event.sequence`,
    { after: after.toString(), through: through.toString() },
  );
  return rows;
}

/** Puts deliveries into the queue, due at once. @returns how many; of an event that was told by itself before, none */
export async function insertDeliveries(
  trx: Trx,
  matches: readonly Match[],
  { origin, now }: { readonly origin: DeliveryOrigin; readonly now: Date },
): Promise<Uuid[]> {
  if (matches.length === 0) return [];
  const { rows } = await trx.raw<{ rows: { id: Uuid }[] }>(
    `insert into transactions.webhook_deliveries
            (id, endpoint_id, event_id, type, origin, status, next_attempt_at, created_at)
     select id, endpoint_id, event_id, type, :origin, 'waiting', :now, :now
       from unnest(cast(:ids as uuid[]), cast(:endpointIds as uuid[]), cast(:eventIds as uuid[]), cast(:types as text[]))
         as told (id, endpoint_id, event_id, type)
         on conflict do nothing
     returning id`,
    {
      origin,
      now,
      ids: matches.map(() => newUuid()),
      endpointIds: matches.map(({ endpointId }) => endpointId),
      eventIds: matches.map(({ eventId }) => eventId),
      types: matches.map(({ type }) => type),
    },
  );
  return rows.map(({ id }) => id);
}
