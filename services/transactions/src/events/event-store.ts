import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { keptApiVersion } from '../http/api-version.ts';
import { newestSnapshot } from '../versions/older-events.ts';
import type { EventOwner, EventType, ObjectType, OwnedEvent, Snapshot } from './event.ts';
import { printPaid } from './paid-words.ts';

/** The newest sequence. Every event up to it can be seen by whoever reads after this. */
export async function readLastSequence(database: Database): Promise<bigint> {
  const { rows } = await database.raw<{ rows: { lastSequence: bigint }[] }>(
    'select last_sequence as "lastSequence" from transactions.event_head',
  );
  return rows[0]?.lastSequence ?? 0n;
}

const OWNER_COLUMNS = {
  merchant: { id: 'merchant_id', data: 'merchant_data' },
  resident: { id: 'resident_id', data: 'resident_data' },
} as const;

export interface EventPage {
  readonly owner: EventOwner;
  /** Only these. */
  readonly types: readonly EventType[];
  /** Only what came after this. */
  readonly afterSequence: bigint;
  readonly limit: number;
}

/** What an owner is told, oldest first. */
export async function listEvents(
  database: Database | Trx,
  { owner, types, afterSequence, limit }: EventPage,
): Promise<OwnedEvent[]> {
  const { id, data } = OWNER_COLUMNS[owner.kind];
  const { rows } = await database.raw<{ rows: EventRow[] }>(
    `select ${columnsFor(id, data)}
       from transactions.events
      where ${id} = :ownerId and sequence > :afterSequence and type = any(cast(:types as text[]))
      order by sequence
      limit :limit`,
    { ownerId: owner.id, afterSequence: afterSequence.toString(), types, limit },
  );
  return eventsOf(database, owner.kind, rows);
}

/** One event of this owner; undefined for somebody else's. */
export async function findEvent(
  database: Database,
  owner: EventOwner,
  eventId: Uuid,
): Promise<OwnedEvent | undefined> {
  const { id, data } = OWNER_COLUMNS[owner.kind];
  const { rows } = await database.raw<{ rows: EventRow[] }>(
    `select ${columnsFor(id, data)} from transactions.events where id = :eventId and ${id} = :ownerId`,
    { eventId, ownerId: owner.id },
  );
  return (await eventsOf(database, owner.kind, rows))[0];
}

/** Where an event is in the order of all, for who goes on behind it. */
export interface EventPlace {
  readonly id: Uuid;
  readonly sequence: bigint;
}

/** The place of an event of this owner; undefined for somebody else's. */
export async function findPlace(
  database: Database,
  owner: EventOwner,
  eventId: Uuid,
): Promise<EventPlace | undefined> {
  const { rows } = await database.raw<{ rows: EventPlace[] }>(
    `select id, sequence from transactions.events where id = :eventId and ${OWNER_COLUMNS[owner.kind].id} = :ownerId`,
    { eventId, ownerId: owner.id },
  );
  return rows[0];
}

/** That of the newest event of an owner, which whoever begins to listen now has behind them. */
export async function findLastPlace(database: Database, owner: EventOwner): Promise<EventPlace | undefined> {
  const { id } = OWNER_COLUMNS[owner.kind];
  const { rows } = await database.raw<{ rows: EventPlace[] }>(
    `select id, sequence from transactions.events where ${id} = :ownerId order by sequence desc limit 1`,
    { ownerId: owner.id },
  );
  return rows[0];
}

/**
 * What all of several owners of one kind are told between two sequences, oldest first. Reading on from the last row never
 * skips one: sequences become visible in their order.
 */
export async function listEventsOf(
  database: Database,
  kind: EventOwner['kind'],
  page: {
    readonly owners: readonly Uuid[];
    readonly afterSequence: bigint;
    readonly throughSequence: bigint;
    readonly limit: number;
  },
): Promise<OwnedEvent[]> {
  const { id, data } = OWNER_COLUMNS[kind];
  const { rows } = await database.raw<{ rows: EventRow[] }>(
    `select ${columnsFor(id, data)}
       from transactions.events
      where sequence > :afterSequence and sequence <= :throughSequence and ${id} = any(cast(:owners as uuid[]))
      order by sequence
      limit :limit`,
    {
      ...page,
      afterSequence: page.afterSequence.toString(),
      throughSequence: page.throughSequence.toString(),
    },
  );
  return eventsOf(database, kind, rows);
}

function columnsFor(ownerId: string, data: string): string {
  return `sequence, id, type, object_type, object_id, object_version, ${ownerId} as owner_id, ${data} as data, created_at, api_version`;
}

interface EventRow {
  readonly sequence: bigint;
  readonly id: Uuid;
  readonly type: EventType;
  readonly object_type: ObjectType;
  readonly object_id: Uuid;
  readonly object_version: number;
  readonly owner_id: Uuid;
  /** Null when the words are not kept: a payment that was paid at once says them. */
  readonly data: Snapshot | null;
  readonly created_at: Date;
  /** In the words of which the data is. */
  readonly api_version: string;
}

async function eventsOf(
  database: Database | Trx,
  kind: EventOwner['kind'],
  rows: readonly EventRow[],
): Promise<OwnedEvent[]> {
  const paid = rows.filter(({ data }) => data === null).map((row) => row.object_id);
  const printed = paid.length === 0 ? new Map<Uuid, Snapshot>() : await printPaid(database, kind, paid);
  return rows.map((row) => eventOf(row, kind, keptWords(row) ?? paidWords(row, printed)));
}

function keptWords({ data, api_version, object_type }: EventRow): Snapshot | undefined {
  return data === null ? undefined : newestSnapshot(keptApiVersion(api_version), object_type, data);
}

/** @throws Fault while the lists are being built anew and have not come to this payment yet: it can be read later */
function paidWords({ object_id }: EventRow, printed: ReadonlyMap<Uuid, Snapshot>): Snapshot {
  const words = printed.get(object_id);
  if (words === undefined) {
    const message = 'A payment of which an event tells is on no list yet: the lists are being built anew.';
    throw new Fault('lists_not_ready', message, { retryable: true });
  }
  return words;
}

function eventOf(row: EventRow, kind: EventOwner['kind'], data: Snapshot): OwnedEvent {
  return {
    sequence: row.sequence,
    id: row.id,
    type: row.type,
    objectType: row.object_type,
    objectId: row.object_id,
    objectVersion: row.object_version,
    owner: { kind, id: row.owner_id },
    data,
    createdAt: row.created_at,
  };
}
