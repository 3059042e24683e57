import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, expectChecksHold } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import {
  connect,
  eventually,
  killLeader,
  openCity,
  payment,
  startLedger,
} from '../testing/ledger.testing.ts';
import { createCheckpointStore } from './checkpoint-store.ts';
import { createCheckpointer } from './checkpointer.ts';

const test = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: test.url, applicationName: 'test', poolSize: 2, logger });
const store = createCheckpointStore(database, 'book_main');
const sql = await connect(test.url);
afterAll(async () => {
  await database.destroy();
  await sql.end();
});

interface Row {
  readonly debits: bigint;
  readonly credits: bigint;
  readonly version: bigint;
  readonly as_of_batch: bigint;
}

async function checkpointOf(account: string): Promise<Row | undefined> {
  const { rows } = await sql.query<Row>(
    'select debits, credits, version, as_of_batch from book_main.accounts where id = $1',
    [account],
  );
  return rows[0];
}

async function onlyNumber(query: string): Promise<bigint | undefined> {
  const { rows } = await sql.query<{ n: bigint }>(query);
  return rows[0]?.n;
}
const lastBatch = () => onlyNumber('select max(number) as n from book_main.batches');
const checkpointBatch = () => onlyNumber('select batch as n from book_main.checkpoint');

describe('checkpoints', () => {
  it('follow the journal within moments, and hold what it says', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client, 1_000n);
    await ledger.client.submit(payment(city, 300n));
    const row = await eventually(async () => {
      const checkpoint = await checkpointOf(city.wallet);
      return checkpoint?.version === 2n ? checkpoint : undefined;
    });
    expect(row).toEqual({ debits: 300n, credits: 1_000n, version: 2n, as_of_batch: await checkpointBatch() });
    await expectChecksHold(test.url);
    await ledger.stop();
  });

  it('are written when a writer stops, so that the next one finds nothing to catch up', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client, 1_000n);
    await Promise.all(Array.from({ length: 50 }, () => ledger.client.submit(payment(city, 1n))));
    await ledger.stop();
    expect(await checkpointOf(city.shop)).toMatchObject({ credits: 50n, version: 50n });
    expect(await checkpointBatch()).toBe(await lastBatch());
  });

  it('never hold what is not committed, and the checks hold at any moment of a crash', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client, 100_000n);
    for (let round = 0; round < 10; round += 1) {
      const payments = Promise.allSettled(
        Array.from({ length: 20 }, () => ledger.client.submit(payment(city, 1n))),
      );
      await killLeader(sql);
      await payments;
      await expectChecksHold(test.url);
    }
    await ledger.stop();
  });

  it('catch up from the journal after a crash', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client, 1_000n);
    await ledger.client.submit(payment(city, 250n));
    await ledger.stop();
    // As if the process had died before its last checkpoint.
    await sql.query(`update book_main.accounts set debits = 0, credits = 0, version = 0, as_of_batch = 0;
      update book_main.checkpoint set batch = 0`);
    await store.catchUp();
    expect(await checkpointOf(city.wallet)).toEqual({
      debits: 250n,
      credits: 1_000n,
      version: 2n,
      as_of_batch: await lastBatch(),
    });
    expect(await checkpointBatch()).toBe(await lastBatch());
  });

  it('are not set back by a writer that lost its lead', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client, 1_000n);
    await ledger.stop();
    const number =
      (await onlyNumber(`select number as n from book_main.accounts where id = '${city.wallet}'`)) ?? 0n;
    const before = [await checkpointOf(city.wallet), await checkpointBatch()];
    await store.write(1n, [{ number, debitsMinor: 0n, creditsMinor: 0n, version: 0n }]);
    expect([await checkpointOf(city.wallet), await checkpointBatch()]).toEqual(before);
  });
});

describe('the checkpointer', () => {
  const moved = new Map([[1n, { debitsMinor: 5n, creditsMinor: 0n, version: 1n }]]);
  const batch = (number: bigint, counters = moved) => ({
    number,
    epoch: 1,
    at: new Date(0),
    previousHash: Buffer.alloc(32),
    hash: Buffer.alloc(32),
    entries: [],
    opened: [],
    moved: counters,
  });

  it('keeps what could not be written for the next time, and never over something newer', async () => {
    const written: unknown[] = [];
    let broken = true;
    const checkpointer = createCheckpointer({
      logger,
      store: {
        catchUp: async () => undefined,
        write: async (number, accounts) => {
          if (broken) throw new Error('the database is away');
          written.push([number, accounts]);
        },
      },
    });
    checkpointer.add(batch(1n));
    await checkpointer.stop();
    broken = false;
    checkpointer.add(batch(2n, new Map([[2n, { debitsMinor: 0n, creditsMinor: 5n, version: 1n }]])));
    await checkpointer.stop();
    expect(written).toEqual([
      [
        2n,
        [
          { number: 1n, debitsMinor: 5n, creditsMinor: 0n, version: 1n },
          { number: 2n, debitsMinor: 0n, creditsMinor: 5n, version: 1n },
        ],
      ],
    ]);
  });
});
