import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@tamsui/db';
import {
  anyFreePort,
  createTestDatabase,
  expectChecksHold,
  type PostgresProcess,
  type ServiceProcess,
  startOwnPostgres,
  startService,
} from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { type CallerAccounts, openAccounts, readPayments, startCallers } from './ledger-callers.ts';

/** Five kills of each in every run, fifty in the long one. */
const LOOPS = Number(process.env.KILL_LOOPS ?? 3);
const CALLERS = 32;
/** Answers before each kill, so that it comes in the middle of work. */
const ANSWERS_BEFORE_KILL = 200;
const TIMEOUT_MS = 60_000 + LOOPS * 30_000;
const TOKEN = 'a-token-for-tests-only';

const folder = mkdtempSync(join(tmpdir(), 'tamsui-kill-loops-'));
const shared = await createTestDatabase();
const started: { stop(): Promise<void> }[] = [];
afterAll(async () => {
  for (const part of started.reverse()) await part.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startLedger(databaseUrl: string): Promise<ServiceProcess> {
  const port = await anyFreePort();
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    LEDGER_API_TOKEN: TOKEN,
    LOG_LEVEL: 'warn',
  };
  const ledger = await startService({
    name: 'ledger',
    port,
    env,
    logFile: join(folder, `ledger-${port}.log`),
  });
  started.push(ledger);
  return ledger;
}

interface Loop {
  readonly ledger: ServiceProcess;
  readonly accounts: CallerAccounts;
  readonly databaseUrl: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** One kill under load; afterwards what was answered is what the journal has, neither more nor less. */
async function loopOnce({ ledger, accounts, databaseUrl, kill, restart }: Loop, after: string) {
  const access = { url: ledger.url, token: TOKEN };
  const callers = startCallers(access, accounts, CALLERS);
  await expect.poll(callers.count, { timeout: 60_000, interval: 5 }).toBeGreaterThan(ANSWERS_BEFORE_KILL);
  await kill();
  await restart();
  const before = callers.count();
  await expect.poll(callers.count, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
  const known = await callers.stop();
  const { payments, end } = await readPayments(access, after);
  const byPosition = [...known.values()].sort(inJournalOrder);
  expect(payments).toEqual(byPosition);
  expect(new Set(byPosition.map(({ posted }) => posted))).toEqual(new Set([true, false]));
  await expectChecksHold(databaseUrl);
  return { end, answered: known.size };
}

function inJournalOrder(a: { position: string }, b: { position: string }): number {
  const [batchA = 0, indexA = 0] = a.position.split(',').map(Number);
  const [batchB = 0, indexB = 0] = b.position.split(',').map(Number);
  return batchA - batchB || indexA - indexB;
}

async function loopOften(loop: Loop): Promise<number> {
  let { end } = await readPayments({ url: loop.ledger.url, token: TOKEN }, '0,0');
  let answered = 0;
  for (let n = 0; n < LOOPS; n += 1) {
    const done = await loopOnce(loop, end);
    end = done.end;
    answered += done.answered;
  }
  return answered;
}

describe(`${CALLERS} callers who ask again, while a process is killed ${LOOPS} times`, () => {
  it('find each answered command in the journal once when the ledger is killed', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const ledger = await startLedger(shared.url);
    const accounts = await openAccounts({ url: ledger.url, token: TOKEN });
    const answered = await loopOften({
      ledger,
      accounts,
      databaseUrl: shared.url,
      kill: () => ledger.kill(),
      restart: () => ledger.restart(),
    });
    expect(answered).toBeGreaterThan(LOOPS * ANSWERS_BEFORE_KILL);
  });

  it('find each answered command in the journal once when PostgreSQL is killed', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const postgres: PostgresProcess = await startOwnPostgres();
    started.push(postgres);
    await migrate({ connectionString: postgres.url });
    const ledger = await startLedger(postgres.url);
    const accounts = await openAccounts({ url: ledger.url, token: TOKEN });
    const answered = await loopOften({
      ledger,
      accounts,
      databaseUrl: postgres.url,
      kill: () => postgres.kill(),
      restart: () => postgres.restart(),
    });
    expect(answered).toBeGreaterThan(LOOPS * ANSWERS_BEFORE_KILL);
  });
});
