import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLedgerClient, type LedgerClient, type Outcome } from '@tamsui/ledger-client';
import { anyFreePort, createTestDatabase, type ServiceProcess, startService } from '@tamsui/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, connect, openCity, payment, submitUntilKnown, TOKEN } from '../testing/ledger.testing.ts';

/** What is promised. The test allows twice that, for machines with other work. */
const TAKEOVER_AFTER_KILL_MS = 5_000;
const TAKEOVER_AFTER_STOP_MS = 10_000;
/** A process that was stopped answers nothing; callers here do not wait long for it. */
const CALL_TIMEOUT_MS = 2_000;
const CALLERS = 8;

interface LedgerProcess extends ServiceProcess {
  readonly client: LedgerClient;
}

const database = await createTestDatabase();
const sql = await connect(database.url);
const folder = mkdtempSync(join(tmpdir(), 'tamsui-standby-'));
const processes: LedgerProcess[] = [];
let both: LedgerClient;
let city: City;
beforeAll(async () => {
  for (const name of ['first', 'second']) processes.push(await startProcess(name));
  both = clientOf(processes.map(({ url }) => url).join(','));
  city = await openCity(both, 10_000_000n);
}, 60_000);
afterAll(async () => {
  for (const process of processes) {
    await process.client.close();
    await process.stop();
  }
  await both.close();
  await sql.end();
  rmSync(folder, { recursive: true, force: true });
});

async function startProcess(name: string): Promise<LedgerProcess> {
  const port = await anyFreePort();
  const env = {
    PORT: String(port),
    DATABASE_URL: database.url,
    LEDGER_API_TOKEN: TOKEN,
    LOG_LEVEL: 'warn',
  };
  const process = await startService({ name: 'ledger', port, env, logFile: join(folder, `${name}.log`) });
  return Object.defineProperty(process as LedgerProcess, 'client', { value: clientOf(process.url) });
}

function clientOf(baseUrl: string, timeoutMs = CALL_TIMEOUT_MS): LedgerClient {
  return createLedgerClient({ baseUrl, token: TOKEN, timeoutMs });
}

/** The process that takes a command, and the one that does not. */
async function findLeader(): Promise<[leader: LedgerProcess, standby: LedgerProcess]> {
  const command = payment(city, 1n);
  const leader = await Promise.any(
    processes.map(async (process) => {
      await submitUntilKnown(process.client, command);
      return process;
    }),
  );
  const standby = processes.find((process) => process !== leader);
  if (standby === undefined) throw new Error('there are two processes');
  return [leader, standby];
}

/** Callers that go on, with the same id, until they know what became of each command. */
function startLoad(): { stop(): Promise<ReadonlyMap<string, Outcome>> } {
  const known = new Map<string, Outcome>();
  let going = true;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (going) {
      const command = payment(city, 1n);
      known.set(command.id, await submitUntilKnown(both, command));
    }
  });
  return {
    stop: async () => {
      going = false;
      await Promise.all(callers);
      return known;
    },
  };
}

/** What was answered is in the journal at its place, once, and leaderships never go back. */
async function expectJournalHolds(known: ReadonlyMap<string, Outcome>): Promise<void> {
  const { rows } = await sql.query<{ id: string; batch: string; index: number; epoch: number }>(
    `select e.id, e.batch, e.index, b.epoch from book_main.entries e
    join book_main.batches b on b.number = e.batch order by e.batch, e.index`,
  );
  const epochs = rows.map(({ epoch }) => epoch);
  expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
  const placed = new Map(rows.map(({ id, batch, index }) => [id, { batch: BigInt(batch), index }]));
  expect(placed.size).toBe(rows.length);
  for (const [id, outcome] of known)
    expect(outcome).toMatchObject({ status: 'posted', position: placed.get(id) });
}

it('a standby takes the lead of a killed leader, and loses nothing that was answered', async () => {
  const [leader, standby] = await findLeader();
  const load = startLoad();
  const killedAt = performance.now();
  await leader.kill();
  await submitUntilKnown(standby.client, payment(city, 1n));
  const takeoverMs = performance.now() - killedAt;
  process.stdout.write(`takeover after SIGKILL: ${Math.round(takeoverMs)} ms\n`);
  expect(takeoverMs).toBeLessThan(2 * TAKEOVER_AFTER_KILL_MS);
  await expectJournalHolds(await load.stop());
  await leader.restart();
}, 60_000);

it('a standby takes the lead of a stopped leader, who cannot write when he wakes up', async () => {
  const [leader, standby] = await findLeader();
  const load = startLoad();
  const stoppedAt = performance.now();
  process.kill(leader.pid, 'SIGSTOP');
  // It waits in his ear until he wakes up, and its caller waits with it.
  const patient = clientOf(leader.url, 3 * TAKEOVER_AFTER_STOP_MS);
  const whispered = payment(city, 1n);
  const answer = patient.submit(whispered).catch((error: unknown) => error);
  await submitUntilKnown(standby.client, payment(city, 1n));
  const takeoverMs = performance.now() - stoppedAt;
  process.stdout.write(`takeover after SIGSTOP: ${Math.round(takeoverMs)} ms\n`);
  expect(takeoverMs).toBeLessThan(2 * TAKEOVER_AFTER_STOP_MS);

  process.kill(leader.pid, 'SIGCONT');
  expect(await answer).toMatchObject({ message: 'The ledger answered 503.', retryable: true });
  await patient.close();
  for (let n = 0; n < 20; n += 1)
    await expect(leader.client.submit(payment(city, 1n))).rejects.toMatchObject({ retryable: true });
  const { rowCount } = await sql.query('select from book_main.entries where id = $1', [whispered.id]);
  expect(rowCount).toBe(0);
  await expectJournalHolds(await load.stop());
}, 90_000);
