import { administer } from '@tamsui/testing/server-administration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCity, startCity } from '../city/running-city.ts';
import type { Operation } from '../fuzz/src/description.ts';
import { createKnownValues, type KnownValues } from '../fuzz/src/known-values.ts';
import { createSender, type FuzzAnswer } from '../fuzz/src/send-request.ts';
import { CANARIES, type Canary, type Leak, leaksIn } from './canaries.ts';
import { CONNECTIONS, type Sending, sendingsOf } from './canary-sendings.ts';

const RATE_LIMITS = ['api-key', 'device', 'operator', 'webhook', 'address'].map(
  (name) => `${name}=9000000/1`,
);
const TIMEOUT_MS = 180_000;
/** A process that was killed is back within a second or two: what asks meanwhile may have to try a few times. */
const MAX_ROUNDS = 10;
/** What real people are given along the way, by the names in the answers. */
const SECRET_NAMES = ['token', 'key', 'access_token', 'refresh_token', 'offline_secret', 'device_challenge'];
/** Of the city's secrets, this is none: the operator's own account, which every payment to the bank names. */
const NO_SECRETS = ['safeguardedBankAccount'];

interface Answered {
  readonly service: string;
  readonly status: number;
  readonly text: string;
}

let city: RunningCity;
let sendings: readonly Sending[];
let known: KnownValues;
/** Answers of 400 and above, whoever they were for. A success may tell its caller what is the caller's own. */
const refused: Answered[] = [];
let sent = 0;

beforeAll(async () => {
  city = await startCity(undefined, { LOG_LEVEL: 'trace', RATE_LIMITS: RATE_LIMITS.join() });
  known = createKnownValues();
  sendings = await sendingsOf(city, known);
}, TIMEOUT_MS);
afterAll(() => city?.stop());

describe(`${CANARIES.length} secret and personal values, in all logs, figures and refusals of a city`, () => {
  it('are more than 200, all different, and go into every place of every route', {
    timeout: TIMEOUT_MS,
  }, async () => {
    expect(new Set(CANARIES.map(({ value }) => value)).size).toBe(CANARIES.length);
    expect(CANARIES.length).toBeGreaterThanOrEqual(200);
    await sendAll(sendings);
    expect(statusesSeen()).toEqual(expect.arrayContaining([400, 401, 403, 404, 415]));
    await expectNoLeak();
  });

  it('stay out while the ledger is away', { timeout: TIMEOUT_MS }, async () => {
    await untilHeard('ledger_unavailable', () => kill('ledger'));
    await expectNoLeak();
  });

  it('stay out while PostgreSQL is away', { timeout: TIMEOUT_MS }, async () => {
    await untilHeard('database_unavailable', () => kill('postgres'));
    await expectNoLeak();
  });

  it('stay out when no row can be written, and PostgreSQL tells each row that it refuses', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await untilHeard('internal_error', refuseEveryRow);
    expect(city.allLogs()['transactions.log']).toContain('"code":"23514"');
    expect(city.allLogs()['postgres.log']).toContain('violates check constraint "no_row"');
    await expectNoLeak();
    process.stdout.write(`${sent} requests with canaries, ${refused.length} refusals read, 0 leaks\n`);
  });

  it.each([
    ['as it is', (value: string) => value],
    ['in an address', encodeURIComponent],
    ['in JSON', JSON.stringify],
  ])('would be found in one line of a log %s', (_name, spell) => {
    for (const canary of CANARIES) {
      const line = `{"level":30,"time":"2026-03-02T04:05:06.789Z","pid":4711,"msg":${spell(canary.value)}}`;
      const found = leaksIn('planted.log', line, allCanaries());
      expect(
        found.map(({ kind }) => kind),
        line,
      ).toContain(canary.kind);
    }
  });

  it('would be found in the logs of this very city', async () => {
    const [canary] = CANARIES;
    const planted = { ...city.allLogs(), 'planted.log': `{"msg":"hello ${canary?.value}"}` };
    expect(leaksInLogs(planted)).toMatchObject([{ place: 'planted.log', kind: canary?.kind }]);
  });
});

async function sendAll(all: readonly Sending[]): Promise<void> {
  const urls: Readonly<Record<string, string>> = city.facts.urls;
  const services = [...new Set(all.map(({ service }) => service))];
  const senders = new Map(services.map((name) => [name, createSender(urls[name] ?? '', CONNECTIONS)]));
  const waiting = [...all];
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { service, caller, draft } = next;
      const answer = await senders
        .get(service)
        ?.send({ ...draft, caller, operation: NONE, headers: headersOf(next) });
      if (answer !== undefined) keep(service, answer);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendNext));
  await Promise.all([...senders.values()].map((sender) => sender.close()));
}

const NONE: Operation = {
  id: 'none',
  method: 'GET',
  path: '/',
  version: 'none',
  schemes: [],
  parameters: [],
  body: undefined,
  responses: new Map(),
};

/** The caller's own token, unless a canary is to be the token. */
function headersOf({ caller, draft }: Sending): Record<string, string> {
  const own = caller.headers(draft);
  const key = { 'idempotency-key': `canaries-${sent}` };
  return 'authorization' in draft.headers
    ? { ...key, ...own, ...draft.headers }
    : { ...key, ...draft.headers, ...own };
}

function keep(service: string, { status, text }: FuzzAnswer): void {
  sent += 1;
  if (status >= 400) refused.push({ service, status, text });
}

function refusalsByService(): Record<string, string> {
  const services = [...new Set(refused.map(({ service }) => service))];
  const textOf = (name: string) => refused.flatMap(({ service, text }) => (service === name ? [text] : []));
  return Object.fromEntries(services.map((name) => [name, textOf(name).join('\n')]));
}

function statusesSeen(): number[] {
  return [...new Set(refused.map(({ status }) => status))];
}

/** Requests that would do, one of each operation: these get as far as the database and the ledger. */
function likelyOnes(): Sending[] {
  const seen = new Map<string, Sending>();
  for (const sending of sendings) {
    const { service, caller, draft } = sending;
    const isMeant =
      service === 'transactions' && caller.name !== 'nobody' && !('authorization' in draft.headers);
    const isPlain =
      isMeant && !draft.path.includes('%') && draft.path.length < 200 && draft.body.length < 2_000;
    // The last of an operation that is short has its canaries in the fields where they fit.
    if (isPlain) seen.set(`${draft.method} ${draft.path} ${caller.name}`, sending);
  }
  return [...seen.values()];
}

/** Does harm and asks, until somebody heard of it. */
async function untilHeard(code: string, harm: () => Promise<void>): Promise<void> {
  const from = refused.length;
  const heard = () => refused.slice(from).some(({ text }) => text.includes(`"code":"${code}"`));
  for (let round = 0; round < MAX_ROUNDS && !heard(); round++) {
    await harm();
    await sendAll(likelyOnes());
  }
  expect(heard(), `an answer ${code}`).toBe(true);
  await expect.poll(isHealthy, { timeout: 60_000 }).toBe(true);
}

async function isHealthy(): Promise<boolean> {
  const looks = Object.values(city.facts.urls).map((url) => fetch(`${url}/healthz`));
  const answers = await Promise.allSettled(looks);
  return answers.every((answer) => answer.status === 'fulfilled' && answer.value.ok);
}

async function kill(name: string): Promise<void> {
  const pid = city.refreshed().pids[name];
  if (pid === undefined) throw new Error(`${name} has no process`);
  process.kill(pid, 'SIGKILL');
}

function refuseEveryRow(): Promise<void> {
  return administer(
    city.facts.databaseUrl,
    `do $$
     declare place text;
     begin
       for place in
         select format('%I.%I', schemaname, tablename) from pg_tables
          where schemaname in ('transactions', 'settlement', 'sandbox_bank')
       loop
         execute format('alter table %s drop constraint if exists no_row', place);
         execute format('alter table %s add constraint no_row check (false) not valid', place);
       end loop;
     end $$`,
  );
}

/** The made-up canaries, the secrets of this city, and what its people were given. */
function allCanaries(): Canary[] {
  const ofCity = Object.entries(city.facts.secrets).filter(([name]) => !NO_SECRETS.includes(name));
  const given = SECRET_NAMES.flatMap((kind) => known.named(kind).map((value) => ({ kind, value })));
  return [...CANARIES, ...ofCity.map(([kind, value]) => ({ kind, value })), ...given.filter(isLong)];
}

/** An access token's first part is the same in all of them, and a list's `key` may be a short word. */
function isLong({ value }: Canary): boolean {
  return value.length >= 20;
}

function leaksInLogs(logs: Readonly<Record<string, string>>): Leak[] {
  return Object.entries(logs).flatMap(([name, text]) => leaksIn(name, text, allCanaries()));
}

async function expectNoLeak(): Promise<void> {
  const canaries = allCanaries();
  const logs = city.allLogs();
  expect(Object.keys(logs)).toEqual(
    expect.arrayContaining(['transactions.log', 'ledger.log', 'postgres.log']),
  );
  const metrics = await Promise.all(
    Object.entries(city.facts.urls).map(async ([name, url]) => {
      const text = await fetch(`${url}/metrics`).then((answer) => answer.text());
      return leaksIn(`metrics of ${name}`, text, canaries);
    }),
  );
  const bodies = Object.entries(refusalsByService()).flatMap(([service, text]) =>
    leaksIn(`refusals of ${service}`, text, canaries),
  );
  expect([...leaksInLogs(logs), ...metrics.flat(), ...bodies]).toEqual([]);
}
