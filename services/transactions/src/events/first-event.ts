import { newUuid } from '@tamsui/ids';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import type { NewEvent } from './event.ts';

/**
 * SQL that writes the first event of a thing in the very statement that writes the thing: telling costs no round trip more,
 * and the head is locked for that one statement.
 * @param inserted the name of a CTE before these, with a row if the thing was written
 */
export function firstEventSql(inserted: string): string {
  return `event_head as (
       update transactions.event_head set last_sequence = last_sequence + 1
        where exists (select from ${inserted})
       returning last_sequence
     ), event as (
       insert into transactions.events
              (sequence, id, type, object_type, object_id, object_version, merchant_id, merchant_data, resident_id,
               resident_data, created_at, api_version)
       select last_sequence, cast(:eventId as uuid), :eventType, :objectType, cast(:objectId as uuid), 1,
              cast(:toMerchant as uuid), cast(:merchantData as json), cast(:toResident as uuid),
              cast(:residentData as json), cast(:happenedAt as timestamptz),
              cast(:apiVersion as text)
         from event_head
     )`;
}

/** The values that `firstEventSql` names. */
export function firstEventBindings({ merchant, resident, createdAt, ...event }: NewEvent) {
  return {
    eventId: newUuid(),
    eventType: event.type,
    objectType: event.objectType,
    objectId: event.objectId,
    toMerchant: merchant?.to ?? null,
    merchantData: merchant === null ? null : JSON.stringify(merchant.data),
    toResident: resident?.to ?? null,
    residentData: resident === null ? null : JSON.stringify(resident.data),
    happenedAt: createdAt,
    apiVersion: CURRENT_API_VERSION,
  };
}
