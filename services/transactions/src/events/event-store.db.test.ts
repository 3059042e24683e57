import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid, type Uuid } from '@tamsui/ids';
import { createDatabase, withTrx } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, expect, it } from 'vitest';
import { appendEvents, lockEventHead, recordEvents } from './append-events.ts';
import { EVENT_TYPES, type EventOwner, type NewEvent } from './event.ts';
import {
  findEvent,
  findLastPlace,
  findPlace,
  listEvents,
  listEventsOf,
  readLastSequence,
} from './event-store.ts';

const { url } = await createTestDatabase();
const database = createDatabase({
  connectionString: url,
  applicationName: 'test',
  poolSize: 12,
  logger: createLogger('test', 'silent'),
});
afterAll(() => database.destroy());

const at = new Date('2026-11-20T04:00:00.000Z');

function eventFor(merchantId: Uuid, over: Partial<NewEvent> = {}): NewEvent {
  return {
    type: 'store.created',
    objectType: 'store',
    objectId: newUuid(),
    merchant: { to: merchantId, data: { z: 1, a: '9007199254740993' } },
    resident: null,
    createdAt: at,
    ...over,
  };
}

const merchantOf = (id: Uuid): EventOwner => ({ kind: 'merchant', id });
const all = (owner: EventOwner, afterSequence = 0n) =>
  listEvents(database, { owner, types: EVENT_TYPES, afterSequence, limit: 1_000 });

it('gives events back as they were written, members of the data in their order', async () => {
  const [merchantId, residentId] = [newUuid(), newUuid()];
  const event = eventFor(merchantId, { resident: { to: residentId, data: { theirs: true } } });
  await withTrx(database, (trx) => recordEvents(trx, [event]));
  const [read] = await all(merchantOf(merchantId));
  expect(read).toMatchObject({ type: event.type, objectId: event.objectId, objectVersion: 1, createdAt: at });
  expect(JSON.stringify(read?.data)).toBe('{"z":1,"a":"9007199254740993"}');
  const [theirs] = await all({ kind: 'resident', id: residentId });
  expect(theirs).toMatchObject({ id: read?.id, data: { theirs: true } });
});

it('writes events with and without words in the order in which they are given', async () => {
  const [merchantId, paymentId] = [newUuid(), newUuid()];
  const paid = { type: 'paid_at_once', paymentId, merchantId, residentId: null, createdAt: at } as const;
  const trx = await database.transaction();
  try {
    const head = await lockEventHead(trx);
    await appendEvents(trx, head, [eventFor(merchantId), paid, eventFor(merchantId)]);
    const { rows } = await trx.raw<{ rows: unknown[] }>(
      `select type, object_id = :paymentId as is_payment, sequence - :before as place, merchant_data is null as wordless
         from transactions.events where merchant_id = :merchantId order by sequence`,
      { merchantId, paymentId, before: head.lastSequence.toString() },
    );
    expect(rows).toEqual([
      { type: 'store.created', is_payment: false, place: 1n, wordless: false },
      { type: 'payment.succeeded', is_payment: true, place: 2n, wordless: true },
      { type: 'store.created', is_payment: false, place: 3n, wordless: false },
    ]);
  } finally {
    // No payment has these words.
    await trx.rollback();
  }
});

it.each([
  ['another type', 'store.created', 1, null],
  ['a later version', 'payment.succeeded', 2, null],
  ['words for one side alone', 'payment.succeeded', 1, '{}'],
])('takes no event without words of %s', async (_, type, version, merchantData) => {
  const written = database.raw(
    `insert into transactions.events
            (sequence, id, type, object_type, object_id, object_version, merchant_id, merchant_data, resident_id,
             created_at)
     values (9000000, :id, :type, 'payment', :id, :version, :id, :merchantData, :id, now())`,
    { id: newUuid(), type, version, merchantData },
  );
  await expect(written).rejects.toThrow('events_words_check');
});

it('shows an owner nothing of another', async () => {
  const [mine, other] = [newUuid(), newUuid()];
  await withTrx(database, (trx) => recordEvents(trx, [eventFor(mine), eventFor(other)]));
  const [event] = await all(merchantOf(other));
  expect(event).toBeDefined();
  expect(await all(merchantOf(mine))).toHaveLength(1);
  expect(await findEvent(database, merchantOf(mine), event?.id ?? '')).toBeUndefined();
  expect(await findEvent(database, { kind: 'resident', id: other }, event?.id ?? '')).toBeUndefined();
  expect(await findPlace(database, merchantOf(mine), event?.id ?? '')).toBeUndefined();
  expect(await findPlace(database, merchantOf(other), event?.id ?? '')).toEqual({
    id: event?.id,
    sequence: event?.sequence,
  });
  expect(await findEvent(database, merchantOf(other), event?.id ?? '')).toEqual(event);
});

it('counts the versions of a thing: 1, 2, 3, within one write and over several', async () => {
  const [merchantId, objectId] = [newUuid(), newUuid()];
  const one = eventFor(merchantId, { objectId });
  await withTrx(database, (trx) => recordEvents(trx, [one, eventFor(merchantId), one]));
  await withTrx(database, (trx) => recordEvents(trx, [one]));
  const versions = (await all(merchantOf(merchantId))).filter((event) => event.objectId === objectId);
  expect(versions.map(({ objectVersion }) => objectVersion)).toEqual([1, 2, 3]);
});

it('a reader that goes on from the last one it has seen skips none, however late a writer commits', async () => {
  const merchantId = newUuid();
  const owner = merchantOf(merchantId);
  const seen: bigint[] = [];
  let writing = true;
  const reader = (async () => {
    for (let more = true; more; ) {
      more = writing;
      const news = await all(owner, seen.at(-1) ?? 0n);
      seen.push(...news.map(({ sequence }) => sequence));
    }
  })();
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      withTrx(database, async (trx) => {
        await recordEvents(trx, [eventFor(merchantId), eventFor(merchantId)]);
        // What was written first is committed last, unless nobody may write meanwhile.
        await sleep(n % 3 === 0 ? 15 : 0);
      }),
    ),
  );
  writing = false;
  await reader;
  expect(seen).toHaveLength(80);
  expect(seen).toEqual((await all(owner)).map(({ sequence }) => sequence));
});

it('leaves neither an event nor a hole when the trx is rolled back', async () => {
  const merchantId = newUuid();
  const before = await readLastSequence(database);
  const failing = withTrx(database, async (trx) => {
    await recordEvents(trx, [eventFor(merchantId)]);
    throw new Error('too bad');
  });
  await expect(failing).rejects.toThrow('too bad');
  expect(await readLastSequence(database)).toBe(before);
  await withTrx(database, (trx) => recordEvents(trx, [eventFor(merchantId)]));
  expect((await all(merchantOf(merchantId))).map(({ sequence }) => sequence)).toEqual([before + 1n]);
});

it('moves the place in the journal with the events of the journal alone', async () => {
  await withTrx(database, async (trx) => {
    const head = await lockEventHead(trx);
    await appendEvents(trx, head, [eventFor(newUuid())], { batch: 7n, index: 3 });
  });
  await withTrx(database, (trx) => recordEvents(trx, [eventFor(newUuid())]));
  await withTrx(database, async (trx) => {
    expect(await lockEventHead(trx)).toMatchObject({ batch: 7n, index: 3 });
  });
});

it('reads several owners between two sequences, and the newest of one', async () => {
  const [a, b, c] = [newUuid(), newUuid(), newUuid()];
  const from = await readLastSequence(database);
  await withTrx(database, (trx) =>
    recordEvents(
      trx,
      [a, b, c, a, b].map((id) => eventFor(id)),
    ),
  );
  const page = { owners: [a, b], afterSequence: from, throughSequence: from + 4n, limit: 10 };
  const read = await listEventsOf(database, 'merchant', page);
  expect(read.map(({ owner }) => owner.id)).toEqual([a, b, a]);
  expect((await findLastPlace(database, merchantOf(b)))?.sequence).toBe(from + 5n);
  expect(await findLastPlace(database, merchantOf(newUuid()))).toBeUndefined();
});

it.each([
  'update transactions.events set type = type',
  'delete from transactions.events',
  'truncate transactions.events',
  // What an event without words says is read from these.
  'update transactions.merchants set name = name',
  'update transactions.stores set name = name',
  'update transactions.stores set merchant_id = merchant_id',
  'update transactions.terminals set store_id = store_id',
])('refuses to %s', async (sql) => {
  await expect(database.raw(sql)).rejects.toThrow('never changed or removed');
});
