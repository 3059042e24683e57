import { invariant } from '@tamsui/errors';
import { newUuid } from '@tamsui/ids';
import type { Position } from '@tamsui/ledger-client';
import { bigints, columnOf, jsons, type Trx, texts, timestamps, uuids } from '@tamsui/platform/database';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import type { NewEvent, PaidAtOnce, TellableEvent } from './event.ts';

/** The newest event, and the last entry of the journal that events were written of. */
export interface EventHead extends Position {
  readonly lastSequence: bigint;
}

/**
 * Nobody else writes events before the end of the trx, so that what is written becomes visible in the order of its
 * sequences. To be asked for last, when nothing is left to wait for: all other writers wait meanwhile.
 */
export async function lockEventHead(trx: Trx): Promise<EventHead> {
  const { rows } = await trx.raw<{ rows: EventHead[] }>(
    `select last_sequence as "lastSequence", batch, index from transactions.event_head for update`,
  );
  const [head] = rows;
  invariant(head !== undefined, 'the events have a head');
  return head;
}

/**
 * Writes events behind the head that this trx has locked, in the order in which they are given.
 * @param through the entry of the journal that has been told now; left out when they are not of the journal
 */
export async function appendEvents(
  trx: Trx,
  head: EventHead,
  events: readonly TellableEvent[],
  through: Position = head,
): Promise<void> {
  if (events.length === 0) return;
  await moveHead(trx, head.lastSequence + BigInt(events.length), through);
  const placed = events.map((event, at) => ({ sequence: head.lastSequence + BigInt(at + 1), event }));
  await insertPaidAtOnce(trx, placed.filter(isPaidAtOnce));
  await insertWorded(
    trx,
    placed.filter((each): each is Placed<NewEvent> => !isPaidAtOnce(each)),
  );
}

interface Placed<Event = TellableEvent> {
  readonly sequence: bigint;
  readonly event: Event;
}

function isPaidAtOnce(placed: Placed): placed is Placed<PaidAtOnce> {
  return placed.event.type === 'paid_at_once';
}

async function moveHead(trx: Trx, lastSequence: bigint, { batch, index }: Position): Promise<void> {
  await trx.raw(
    'update transactions.event_head set last_sequence = :lastSequence, batch = :batch, index = :index',
    { lastSequence: lastSequence.toString(), batch: batch.toString(), index },
  );
}

/** Nothing else is ever told of a payment that was paid at once, so each of these is the first of its thing. */
async function insertPaidAtOnce(trx: Trx, placed: readonly Placed<PaidAtOnce>[]): Promise<void> {
  if (placed.length === 0) return;
  await trx.raw(
    `insert into transactions.events
            (sequence, id, object_id, merchant_id, resident_id, created_at, type, object_type, object_version,
             api_version)
     select told.*, 'payment.succeeded', 'payment', 1, :apiVersion
       from unnest(cast(:sequences as bigint[]), cast(:ids as uuid[]), cast(:objectIds as uuid[]),
                   cast(:merchantIds as uuid[]), cast(:residentIds as uuid[]),
                   cast(:times as timestamptz[])) as told`,
    {
      ...numbersOf(placed),
      objectIds: columnOf(uuids, placed, ({ event }) => event.paymentId),
      merchantIds: columnOf(uuids, placed, ({ event }) => event.merchantId),
      residentIds: columnOf(uuids, placed, ({ event }) => event.residentId),
    },
  );
}

async function insertWorded(trx: Trx, placed: readonly Placed<NewEvent>[]): Promise<void> {
  if (placed.length === 0) return;
  await trx.raw(
    `with told as (
       select *
         from unnest(cast(:sequences as bigint[]), cast(:ids as uuid[]), cast(:types as text[]),
                     cast(:objectTypes as text[]), cast(:objectIds as uuid[]),
                     cast(:merchantIds as uuid[]), cast(:merchantData as json[]),
                     cast(:residentIds as uuid[]), cast(:residentData as json[]),
                     cast(:times as timestamptz[]))
           as told (sequence, id, type, object_type, object_id, merchant_id, merchant_data, resident_id,
                    resident_data, created_at)
     )
     insert into transactions.events
            (sequence, id, type, object_type, object_id, object_version, merchant_id, merchant_data, resident_id,
             resident_data, created_at, api_version)
     select sequence, id, type, object_type, object_id,
            coalesce((select max(before.object_version) from transactions.events before
                       where before.object_id = told.object_id
                         and (before.merchant_data is not null or before.resident_data is not null)), 0)
              + row_number() over (partition by object_id order by sequence),
            merchant_id, merchant_data, resident_id, resident_data, created_at, :apiVersion
       from told`,
    {
      ...numbersOf(placed),
      objectIds: columnOf(uuids, placed, ({ event }) => event.objectId),
      merchantIds: columnOf(uuids, placed, ({ event }) => event.merchant?.to ?? null),
      residentIds: columnOf(uuids, placed, ({ event }) => event.resident?.to ?? null),
      types: columnOf(texts, placed, ({ event }) => event.type),
      objectTypes: columnOf(texts, placed, ({ event }) => event.objectType),
      merchantData: columnOf(jsons, placed, ({ event }) => snapshotText(event.merchant)),
      residentData: columnOf(jsons, placed, ({ event }) => snapshotText(event.resident)),
    },
  );
}

/** A list for each column: inside one JSON the server would read each snapshot three times, and they are most of a page. */
function numbersOf(placed: readonly Placed[]) {
  return {
    apiVersion: CURRENT_API_VERSION,
    sequences: columnOf(bigints, placed, ({ sequence }) => sequence),
    ids: columnOf(uuids, placed, () => newUuid()),
    times: columnOf(timestamps, placed, ({ event }) => event.createdAt),
  };
}

function snapshotText(told: NewEvent['merchant']): string | null {
  return told === null ? null : JSON.stringify(told.data);
}

/** Writes down what happened, in the trx in which it happens, at its very end. */
export async function recordEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
  if (events.length > 0) await appendEvents(trx, await lockEventHead(trx), events);
}
