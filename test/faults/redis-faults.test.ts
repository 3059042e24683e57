import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createTestDatabase,
  expectChecksHold,
  findRedisProgram,
  type Phone,
  type RedisProcess,
  startOwnRedis,
} from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringRefreshToken,
  charge,
  type Going,
  type Hammered,
  keepHammering,
  keepPaying,
  keepProving,
  newNotes,
  offlineCodeNow,
  readJournal,
  setPin,
  tryPin,
} from './redis-callers.ts';
import { type OfflinePhone, openRedisCity, type RedisCity } from './redis-city.ts';

const program = findRedisProgram();
const PAYERS = 4;
/** Of a device; all phones and residents stay below it but the one who does not care. */
const QUOTA = 300;
const WINDOW_S = 3_600;
const FLUSHES = 4;
const FLUSH_EVERY_MS = 2_000;
/** Long enough for connections to be given up, too. */
const AWAY_MS = 5_000;
const PIN = '482913';
const WRONG_PIN = '605174';
const PIN_TRIES = 20;
/** Two alike within this time are taken for one that was tapped twice. */
const DUPLICATE_WINDOW_MS = 5_000;

/** Of a refresh token: `invalid_grant`, as OAuth 2.0 answers; and not known while proofs cannot be compared. */
const REFUSED = 400;
const AWAY = 503;

interface Fault {
  readonly name: string;
  begin(redis: RedisProcess): Promise<void>;
  /** Until then it lasts at the least: each process has answered enough to let more through than it may. */
  lasts(redis: RedisProcess, enough: () => Promise<void>): Promise<void>;
  end(redis: RedisProcess): Promise<void>;
}

const away: Fault['lasts'] = async (_redis, enough) => {
  await delay(AWAY_MS);
  await enough();
};

const FAULTS: readonly Fault[] = [
  {
    name: 'emptied every two seconds',
    begin: (redis) => redis.flush(),
    lasts: async (redis, enough) => {
      for (let nth = 0; nth < FLUSHES; nth += 1) {
        await delay(FLUSH_EVERY_MS);
        await redis.flush();
      }
      await enough();
    },
    end: async () => {},
  },
  {
    name: 'killed, and started again empty',
    begin: (redis) => redis.kill(),
    lasts: away,
    end: (redis) => redis.restart(),
  },
  {
    name: 'stalled, and going on where it was',
    begin: async (redis) => redis.stall(),
    // What is answered while it is stalled did not wait for it.
    lasts: away,
    end: async (redis) => redis.resume(),
  },
];

/** Who acts in one fault alone, because what they do is done once. */
interface Guests {
  readonly payer: string;
  /** Has a PIN. */
  readonly locked: string;
  readonly offline: readonly [OfflinePhone, OfflinePhone];
  /** Its proofs are sent twice; its clock is ahead of ours. */
  readonly proving: Phone;
  readonly refreshing: Phone;
}

async function inviteGuests(city: RedisCity, nth: number): Promise<Guests> {
  const [first, second] = await city.newPhones(`guest-${nth}1`, 2);
  const [proving] = await city.newPhones(`guest-${nth}2`, 1, { isAhead: true });
  const [refreshing] = await city.newPhones(`guest-${nth}3`, 1);
  if (!first || !second || !proving || !refreshing) throw new Error('each has a phone');
  const locked = await city.newPayer();
  await setPin(city, locked, PIN);
  const offline = [await city.enableOffline(first), await city.enableOffline(second)] as const;
  return { payer: await city.newPayer(), locked, offline, proving, refreshing };
}

describe.skipIf(program === undefined)('under a load of payments at two API processes', () => {
  const notes = newNotes();
  const hammered: Hammered = { asked: [0, 0], allowed: [0, 0] };
  const going: Going = { goes: true };
  const guests: Guests[] = [];
  let hammeringSinceMs = 0;
  let redis: RedisProcess;
  let city: RedisCity;
  let databaseUrl = '';
  let load: Promise<unknown> = Promise.resolve();
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase();
    databaseUrl = database.url;
    closing.push(database.drop);
    redis = await startOwnRedis(program ?? '');
    closing.push(redis.stop);
    city = await openRedisCity(databaseUrl, redis.url, { RATE_LIMITS: `device=${QUOTA}/${WINDOW_S}` });
    closing.push(city.services.stop);
    for (const nth of FAULTS.keys()) guests.push(await inviteGuests(city, nth + 1));
    const careless = await city.newPayer();
    const payers = await Promise.all(Array.from({ length: PAYERS }, city.newPayer));
    hammeringSinceMs = performance.now();
    load = Promise.all([
      ...payers.map((payer) => keepPaying(city, notes, payer, going)),
      keepHammering(city, notes, careless, hammered, going),
    ]);
    // Heard of below; until then it is nobody's.
    load.catch(() => undefined);
  }, 180_000);
  afterAll(async () => {
    going.goes = false;
    for (const close of closing.reverse()) await close();
  }, 120_000);

  it.each(FAULTS.map((fault, nth) => [fault.name, fault, nth] as const))(
    'Redis is %s: codes pay once, and no limit opens',
    { timeout: 180_000 },
    async (_name, fault, nth) => {
      const guest = guests[nth];
      if (guest === undefined) throw new Error('there are guests for each fault');
      const own: Going = { goes: true };
      const proving = keepProving(city, notes, guest.proving, own);
      proving.catch(() => undefined);
      const thief = await stealRefreshToken(city, guest.refreshing);

      notes.slowestMs = 0;
      const before = { answers: notes.answers, asked: [...hammered.asked] };
      const fewest = () =>
        Math.min(...hammered.asked.map((asked, place) => asked - (before.asked[place] ?? 0)));
      const enough = () => expect.poll(fewest, { timeout: 60_000, interval: 20 }).toBeGreaterThan(QUOTA);
      await fault.begin(redis);
      // All of this is answered while Redis is as it is.
      const [tapped, tries, stolen] = await Promise.all([
        payOffline(guest.offline),
        tryPin(city, guest.locked, WRONG_PIN, PIN_TRIES),
        thief.tryOnce(),
        fault.lasts(redis, enough),
      ]).finally(() => fault.end(redis));
      const [slowestMs, answered] = [notes.slowestMs, notes.answers - before.answers];

      // A code without a network needs no Redis: one till of four was paid, and a second tap is asked about.
      expect(tapped.first.filter((status) => status === 201)).toHaveLength(1);
      if (tapped.tookMs < DUPLICATE_WINDOW_MS) expect(tapped.second).toBe('duplicate_suspected');
      else process.stdout.write(`the second tap came after ${tapped.tookMs} ms: nothing is known of it\n`);
      expect(tries.filter((code) => code === 'pin_wrong')).toHaveLength(4);
      expect(tries.filter((code) => code === 'pin_locked')).toHaveLength(PIN_TRIES - 4);
      expect(await tryPin(city, guest.locked, PIN, 1)).toEqual(['pin_locked']);
      expect([REFUSED, AWAY]).toContain(stolen);

      // And when Redis is there again, all goes on.
      const paidBefore = notes.codesPaid;
      const visitor: Going = { goes: true };
      const visiting = keepPaying(city, notes, guest.payer, visitor);
      visiting.catch(() => undefined);
      await expect.poll(() => notes.codesPaid, { timeout: 60_000 }).toBeGreaterThan(paidBefore);
      await thief.expectSessionToEnd();
      const proofsBefore = notes.proofs.size;
      await expect.poll(() => notes.proofs.size, { timeout: 60_000 }).toBeGreaterThan(proofsBefore);
      own.goes = false;
      visitor.goes = false;
      await Promise.all([proving, visiting]);
      process.stdout.write(
        `Redis ${fault.name}: ${answered} answers, the slowest after ${Math.round(slowestMs)} ms\n`,
      );
    },
  );

  it('afterwards what was acknowledged is what the journal has, each code and each proof was good once, and no limit was open', {
    timeout: 180_000,
  }, async () => {
    going.goes = false;
    await load;
    const seconds = (performance.now() - hammeringSinceMs) / 1_000;

    const journal = await readJournal(city);
    const acknowledged = [...notes.paid].flatMap(([order, amounts]) =>
      amounts.map((amount) => ({ order, amountMinor: `${amount}00` })),
    );
    const sorted = (payments: typeof journal) => payments.map((one) => JSON.stringify(one)).sort();
    expect(sorted(acknowledged)).toEqual(sorted(journal));
    // An order is one code, which four tills tried.
    expect(new Set(journal.map(({ order }) => order)).size).toBe(journal.length);
    expect(notes.codesPaid).toBeGreaterThan(FAULTS.length);

    expect(Math.max(...notes.proofs.values())).toBe(1);
    expect(notes.proofs.size).toBeGreaterThan(FAULTS.length);

    // One quota from each process, and what grows back, however often Redis forgot.
    const most = QUOTA + Math.ceil((seconds * QUOTA) / WINDOW_S) + 1;
    for (const [place, allowed] of hammered.allowed.entries()) {
      expect(hammered.asked[place]).toBeGreaterThan(2 * most);
      expect(allowed).toBeLessThanOrEqual(most);
    }
    await expectChecksHold(databaseUrl);
    const sum = journal.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
    process.stdout.write(
      `${journal.length} payments of ${sum} minor units, ${notes.proofs.size} proofs; ` +
        `${hammered.asked.join(' and ')} requests of one caller, ${hammered.allowed.join(' and ')} let in, ${most} at the most by each process\n`,
    );
  });

  /** One code at all tills at once; then the same wallet pays the same at the till that was paid. */
  async function payOffline([one, other]: readonly [OfflinePhone, OfflinePhone]) {
    const [amount, code, startMs] = ['50', offlineCodeNow(one), performance.now()];
    const order = randomUUID();
    const places = city.shop.tills.map((till, place) => ({ till, api: city.apis[place % 2] ?? '' }));
    const answers = await Promise.all(
      places.map((place) => charge(city, notes, { ...place, code, amount, order, isMeant: false })),
    );
    const first = answers.map(({ status }) => status);
    const paid = places[first.indexOf(201)] ?? places[0];
    if (paid === undefined) throw new Error('there is a till');
    const again = { ...paid, code: offlineCodeNow(other), amount, order: randomUUID(), isMeant: false };
    const second = await charge(city, notes, again);
    return {
      first,
      second: second.status === 201 ? 'paid' : String(second.body.code),
      tookMs: performance.now() - startMs,
    };
  }
});

/** A phone has used two refresh tokens, and a thief comes with the first. */
async function stealRefreshToken(city: RedisCity, phone: Phone) {
  const [here, there] = city.apis;
  const stolen = phone.refreshToken;
  let newest = stolen;
  const next = async (api: string) => {
    const brought = await bringRefreshToken(city, api, phone, newest);
    if (brought.status === 200) newest = brought.next;
    return brought.status;
  };
  // Redis may just have come back.
  for (const api of [here, there]) await expect.poll(() => next(api), { timeout: 30_000 }).toBe(200);
  const bring = async (token: string) => (await bringRefreshToken(city, there, phone, token)).status;
  return {
    tryOnce: () => bring(stolen),
    expectSessionToEnd: async () => {
      await expect.poll(() => bring(stolen), { timeout: 30_000 }).toBe(REFUSED);
      await expect.poll(() => bring(newest), { timeout: 30_000 }).toBe(REFUSED);
    },
  };
}
