import type { Command } from '@tamsui/book';
import { newUuid } from '@tamsui/ids';
import { systemClock } from '@tamsui/platform/clock';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { connect, eventually, identityOf } from '../testing/ledger.testing.ts';
import { createBook } from './book.ts';

const test = await createTestDatabase();
const name = new URL(test.url).pathname.slice(1);
const elsewhere = await connect(Object.assign(new URL(test.url), { pathname: '/postgres' }).href);
const lines: { level: number; msg: string }[] = [];
const logger = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
afterAll(async () => {
  await letDatabaseCome();
  await elsewhere.end();
});

function openBook() {
  const database = createDatabase({
    connectionString: test.url,
    applicationName: 'test',
    poolSize: 3,
    logger,
  });
  const config = {
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: test.url,
    DATABASE_POOL_SIZE: 3,
    LOG_LEVEL: 'info',
    CITY_TIME_ZONE: 'Asia/Taipei',
    LEDGER_API_TOKEN: 'a-token-for-tests-only',
    LEDGER_BOOKS: ['main'],
    LEDGER_ACCOUNTS_IN_MEMORY: 260_000,
  } as const;
  const book = createBook({
    name: 'main',
    config: { ...config, LEDGER_BOOKS: [...config.LEDGER_BOOKS] },
    database,
    clock: systemClock,
    logger,
    metrics: createMetrics('test'),
  });
  book.writer.start();
  return { writer: book.writer, database };
}

const open = (): Command => ({
  kind: 'open_account',
  ...identityOf(),
  account: newUuid(),
  accountKind: 'asset',
  currency: 'TWD',
  floorMinor: null,
  reference: {},
});

/** As a server that is being restarted: those who are connected are thrown out, and nobody comes in. */
async function takeDatabaseAway(): Promise<void> {
  await elsewhere.query(`alter database ${name} allow_connections false`);
  await elsewhere.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

async function letDatabaseCome(): Promise<void> {
  await elsewhere.query(`alter database ${name} allow_connections true`);
}

describe('while the database is away', () => {
  it('callers hear that they may ask again, the log stays calm, and the lead is taken when it is back', async () => {
    const { writer, database } = openBook();
    const lead = () => eventually(async () => (writer.isLeading() ? true : undefined));
    await lead();
    const known = open();
    await writer.submit([known]);
    await takeDatabaseAway();
    const command = open();
    await expect(writer.submit([command])).rejects.toMatchObject({ name: 'Fault', retryable: true });
    lines.length = 0;
    const until = performance.now() + 3_000;
    while (performance.now() < until) {
      await expect(writer.submit([open()])).rejects.toMatchObject({ retryable: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Some thirteen attempts to take the lead fail in this time.
    const warnings = lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);
    expect(warnings.length, warnings.join('; ')).toBeLessThanOrEqual(5);
    await letDatabaseCome();
    const retry = (again: Command) => eventually(() => writer.submit([again]).catch(() => undefined));
    expect(await retry(known)).toMatchObject([{ status: 'decided', replayed: true }]);
    expect(await retry(command)).toMatchObject([{ status: 'decided', entry: { refusal: null } }]);
    await writer.stop();
    await database.destroy();
  });

  it('a writer can be stopped', async () => {
    const { writer, database } = openBook();
    await eventually(async () => (writer.isLeading() ? true : undefined));
    await takeDatabaseAway();
    await writer.stop();
    await database.destroy();
    await letDatabaseCome();
  });
});

describe('a writer that stops', () => {
  it('answers all who wait, and what it answered is in the journal', async () => {
    const { writer, database } = openBook();
    await eventually(async () => (writer.isLeading() ? true : undefined));
    const commands = Array.from({ length: 3_000 }, open);
    const answers = Promise.all(commands.map((command) => writer.submit([command])));
    await writer.stop();
    expect(await answers).toHaveLength(commands.length);
    await expect(writer.submit([open()])).rejects.toMatchObject({
      code: 'ledger_not_leading',
      retryable: true,
    });
    const { rows } = await database.raw(
      'select count(*)::int as n from book_main.entries where id = any(?::uuid[])',
      [commands.map(({ id }) => id)],
    );
    expect(rows).toEqual([{ n: commands.length }]);
    await database.destroy();
  });

  it('leaves the lead to the next one at once', async () => {
    const first = openBook();
    await eventually(async () => (first.writer.isLeading() ? true : undefined));
    const second = openBook();
    await first.writer.stop();
    await eventually(async () => (second.writer.isLeading() ? true : undefined), 1_000);
    await second.writer.stop();
    await first.database.destroy();
    await second.database.destroy();
  });
});
