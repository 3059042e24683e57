import type { Outcome } from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type City,
  connect,
  killLeader,
  openCity,
  payment,
  type RunningLedger,
  startLedger,
  submitUntilKnown,
} from '../testing/ledger.testing.ts';

const database = await createTestDatabase();
const sql = await connect(database.url);
const running: RunningLedger[] = [];
async function start(): Promise<RunningLedger> {
  const ledger = await startLedger(database.url);
  running.push(ledger);
  return ledger;
}
afterAll(async () => {
  for (const ledger of running) await ledger.stop();
  await sql.end();
});

const KILLS = 25;
const CALLERS = 16;

describe('when the connection is lost in the middle of appends, again and again', () => {
  it('no answered command is missing, none happens twice, and every retry gets the one outcome', async () => {
    const ledger = await start();
    const city = await openCity(ledger.client, 1_000_000n);
    const answers = new Map<string, Outcome>();
    let faults = 0;
    let killing = true;

    async function call(): Promise<void> {
      while (killing) {
        const command = payment(city, 1n);
        const first = await ledger.client.submit(command).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'Fault', retryable: true });
          faults += 1;
          return undefined;
        });
        const outcome = first ?? (await submitUntilKnown(ledger.client, command));
        answers.set(command.id, outcome);
        const again = await submitUntilKnown(ledger.client, command);
        expect(again).toEqual({ ...outcome, replayed: true });
      }
    }

    const callers = Array.from({ length: CALLERS }, call);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const answered = answers.size;
      await expect
        .poll(() => answers.size, { timeout: 10_000, interval: 5 })
        .toBeGreaterThan(answered + CALLERS);
      await killLeader(sql);
    }
    killing = false;
    await Promise.all(callers);

    expect(faults).toBeGreaterThan(0);
    const { rows } = await sql.query<{ id: string; batch: bigint; index: number }>(
      `select id, batch, index from book_main.entries where purpose = 'payment' and refusal is null`,
    );
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(answers.keys()));
    expect(rows).toHaveLength(answers.size);
    for (const { id, batch, index } of rows)
      expect(answers.get(id)).toMatchObject({ status: 'posted', position: { batch, index } });
    expect(await ledger.client.account(city.shop)).toMatchObject({ balanceMinor: BigInt(answers.size) });
  }, 120_000);
});

describe('two processes of one book', () => {
  /** The epochs of the batches that were written, in order. */
  async function epochsSince(batch: bigint): Promise<number[]> {
    const { rows } = await sql.query<{ epoch: number }>(
      'select epoch from book_main.batches where number > $1 order by number',
      [batch],
    );
    return rows.map(({ epoch }) => epoch);
  }
  async function lastBatch(): Promise<bigint> {
    const { rows } = await sql.query<{ n: bigint }>('select max(number) as n from book_main.batches');
    return rows[0]?.n ?? 0n;
  }
  /** Which of them takes a command, and after how long. */
  async function whoTakes(ledgers: readonly RunningLedger[], city: City): Promise<[RunningLedger, number]> {
    const start = performance.now();
    const command = payment(city, 1n);
    const taken = ledgers.map(async (ledger) => {
      await submitUntilKnown(ledger.client, command);
      return ledger;
    });
    const first = await Promise.any(taken);
    void Promise.allSettled(taken);
    return [first, performance.now() - start];
  }

  it('are one leader and one that waits, whose place is taken within 5 s of a stop or a lost connection', async () => {
    const [first, second] = [await start(), await start()];
    for (const ledger of running) if (ledger !== first && ledger !== second) await ledger.stop();
    const city = await submitUntilOpen(first, second);
    const [leader] = await whoTakes([first, second], city);
    const standby = leader === first ? second : first;
    const command = payment(city, 1n);
    await expect(standby.client.submit(command)).rejects.toMatchObject({
      code: 'ledger_unavailable',
      retryable: true,
    });
    expect(await standby.client.account(city.shop)).toMatchObject({ kind: 'liability' });

    const before = await lastBatch();
    const both = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 25; n += 1)
        await Promise.any([
          submitUntilKnown(leader.client, payment(city, 1n)),
          submitUntilKnown(standby.client, payment(city, 1n)),
        ]);
    });
    await killLeader(sql);
    const [, afterKillMs] = await whoTakes([first, second], city);
    expect(afterKillMs).toBeLessThan(5_000);
    await Promise.all(both);
    const epochs = await epochsSince(before);
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));

    const [current] = await whoTakes([first, second], city);
    const other = current === first ? second : first;
    const stopping = current.stop();
    const [next, afterStopMs] = await whoTakes([other], city);
    expect(next).toBe(other);
    expect(afterStopMs).toBeLessThan(5_000);
    await stopping;
  }, 60_000);

  async function submitUntilOpen(first: RunningLedger, second: RunningLedger): Promise<City> {
    return Promise.any([openCity(first.client, 1_000_000n), openCity(second.client, 1_000_000n)]);
  }
});
