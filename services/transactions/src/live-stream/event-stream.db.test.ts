import { EventEmitter } from 'node:events';
import { newUuid } from '@tamsui/ids';
import { createDatabase, withTrx } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, afterEach, expect, it } from 'vitest';
import { recordEvents } from '../events/append-events.ts';
import { EVENT_TYPES, type EventOwner, type NewEvent } from '../events/event.ts';
import { createEventNews } from '../events/event-news.ts';
import { BEGINNING } from '../events/event-place.ts';
import { createEventHub, type EventHub } from './event-hub.ts';
import { createEventStream, type EventStream, type StreamEnd, type StreamSink } from './event-stream.ts';

const { url } = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: url, applicationName: 'test', poolSize: 6, logger });
afterAll(() => database.destroy());

const hubs: EventHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.loop.stop();
});

function startHub(news = createEventNews()): EventHub {
  const hub = createEventHub({ database, news, logger });
  hubs.push(hub);
  hub.loop.start();
  return hub;
}

/** A socket that takes what it is told to take. */
class Socket extends EventEmitter implements StreamSink {
  readonly written: string[] = [];
  writableNeedDrain = false;
  state: 'open' | 'ended' | 'destroyed' = 'open';
  write(text: string): boolean {
    this.written.push(text);
    return !this.writableNeedDrain;
  }
  end(): void {
    this.state = 'ended';
  }
  destroy(): void {
    this.state = 'destroyed';
  }
  drain(): void {
    this.writableNeedDrain = false;
    this.emit('drain');
  }
  get numbers(): number[] {
    return this.written.flatMap((text) => {
      const at = /"facts":\{"n":(\d+)\}/.exec(text)?.[1];
      return at === undefined ? [] : [Number(at)];
    });
  }
}

interface Opened {
  readonly socket: Socket;
  readonly stream: EventStream;
  readonly ends: StreamEnd[];
}

function openStream(hub: EventHub, owner: EventOwner, slowMs = 10_000): Opened {
  const socket = new Socket();
  const ends: StreamEnd[] = [];
  const place = { id: BEGINNING, sequence: 0n };
  const stream = createEventStream({
    database,
    sink: socket,
    owner,
    types: EVENT_TYPES,
    version: '2026-12-01',
    place,
    retryMs: 1_500,
    slowMs,
    onEnd: (why) => {
      ends.push(why);
      leave();
    },
  });
  const leave = hub.join(stream);
  stream.begin();
  return { socket, stream, ends };
}

let written = 0;
async function tell(owner: EventOwner, count = 1): Promise<number[]> {
  const numbers = Array.from({ length: count }, () => (written += 1));
  const events = numbers.map((n): NewEvent => {
    const data = { facts: { n } };
    const merchant = { to: owner.id, data };
    const object = { objectType: 'store', objectId: newUuid() } as const;
    return { type: 'store.created', ...object, merchant, resident: null, createdAt: new Date(0) };
  });
  await withTrx(database, (trx) => recordEvents(trx, events));
  return numbers;
}

const someMerchant = (): EventOwner => ({ kind: 'merchant', id: newUuid() });

it('sends what there was, in pages, and then what comes, each once and in order', async () => {
  const owner = someMerchant();
  const before = await tell(owner, 250);
  const { socket } = openStream(startHub(), owner);
  await expect.poll(() => socket.numbers.length).toBe(250);
  const after = await tell(owner, 3);
  await expect.poll(() => socket.numbers).toEqual([...before, ...after]);
});

it('finds what others wrote although nobody nudges', async () => {
  const owner = someMerchant();
  const { socket } = openStream(startHub(), owner);
  const numbers = await tell(owner);
  await expect.poll(() => socket.numbers, { timeout: 2_000 }).toEqual(numbers);
});

it('begun before the hub has looked for the first time, it misses nothing', async () => {
  const owner = someMerchant();
  const hub = createEventHub({ database, news: createEventNews(), logger });
  hubs.push(hub);
  const { socket } = openStream(hub, owner);
  await expect.poll(() => socket.written.length).toBe(1);
  const numbers = await tell(owner, 2);
  hub.loop.start();
  await expect.poll(() => socket.numbers).toEqual(numbers);
});

it('has no gap and no double with many writers, readers that come meanwhile, and sockets that fill up', async () => {
  const owner = someMerchant();
  const news = createEventNews();
  const hub = startHub(news);
  const opened: Opened[] = [];
  const numbers: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    const writes = Array.from({ length: 4 }, async () => {
      numbers.push(...(await tell(owner, 1 + (round % 3))));
      news.tell();
    });
    if (round % 3 === 0) opened.push(openStream(hub, owner));
    const full = opened[round % opened.length]?.socket;
    if (full !== undefined) full.writableNeedDrain = true;
    await Promise.all(writes);
    if (round % 2 === 0) full?.drain();
  }
  for (const { socket } of opened) socket.drain();
  expect(opened.length).toBe(10);
  for (const { socket } of opened) {
    await expect.poll(() => socket.numbers.length, { timeout: 3_000 }).toBe(numbers.length);
    expect(new Set(socket.numbers)).toEqual(new Set(numbers));
  }
  const [first] = opened;
  for (const { socket } of opened) expect(socket.numbers).toEqual(first?.socket.numbers);
});

it('writes nothing more to a reader who takes nothing, and cuts them off', async () => {
  const owner = someMerchant();
  const { socket, ends } = openStream(startHub(), owner, 200);
  await expect.poll(() => socket.written.length).toBe(1);
  socket.writableNeedDrain = true;
  await tell(owner, 500);
  await expect.poll(() => ends, { timeout: 3_000 }).toEqual(['too_slow']);
  expect(socket.numbers.length).toBeLessThanOrEqual(100);
  expect(socket.state).toBe('destroyed');
});

it('a heartbeat finds out who takes nothing, and is heard by the others', async () => {
  const owner = someMerchant();
  const hub = startHub();
  const [well, stuck] = [openStream(hub, owner), openStream(hub, owner, 100)];
  await expect.poll(() => well.socket.written.length + stuck.socket.written.length).toBe(2);
  // The first read of the table has to be over.
  await tell(owner);
  await expect.poll(() => stuck.socket.numbers.length + well.socket.numbers.length).toBe(2);
  stuck.socket.writableNeedDrain = true;
  for (const { stream } of [well, stuck]) stream.heartbeat();
  await expect.poll(() => stuck.ends).toEqual(['too_slow']);
  expect(well.socket.written.at(-1)).toBe(': still here\n\n');
});

it('ends in good order when the process stops, and says when to come again', async () => {
  const { socket, stream, ends } = openStream(startHub(), someMerchant());
  stream.end('stopping');
  stream.end('failed');
  expect(ends).toEqual(['stopping']);
  expect(socket.state).toBe('ended');
  expect(socket.written.at(-1)).toBe('retry: 1500\n\n');
});

it('is over when its reader leaves: nothing is written to nobody', async () => {
  const owner = someMerchant();
  const { socket, ends } = openStream(startHub(), owner);
  await expect.poll(() => socket.written.length).toBe(1);
  socket.emit('close');
  expect(ends).toEqual(['reader_left']);
  await tell(owner);
  const other = openStream(startHub(), owner);
  await expect.poll(() => other.socket.numbers.length).toBe(1);
  expect(socket.numbers).toEqual([]);
});
