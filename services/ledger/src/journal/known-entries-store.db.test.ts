import { newUuid } from '@tamsui/ids';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createLeadership, type Lease } from '../leadership/leadership.ts';
import { connect, openCity, payment, startLedger } from '../testing/ledger.testing.ts';
import { createKnownFinder } from './known-entries-store.ts';

const test = await createTestDatabase();
const logger = createLogger('test', 'silent');
const sql = await connect(test.url);
let lease: Lease | undefined;
afterEach(async () => {
  await lease?.release();
  lease = undefined;
});
afterAll(() => sql.end());

async function takeLead(): Promise<Lease> {
  const leadership = createLeadership({ connectionString: test.url, schema: 'book_main', logger });
  lease = await leadership.take(new AbortController().signal);
  if (lease === undefined) throw new Error('the lead is free');
  return lease;
}

describe('which ids and tokens the journal has', () => {
  it('is told of those that were posted, and of the ids of those that were refused', async () => {
    const ledger = await startLedger(test.url);
    const city = await openCity(ledger.client);
    const paid = payment(city, 1n, { once: newUuid() });
    const refused = payment(city, 10_000_000n, { once: newUuid() });
    await ledger.client.submit(paid);
    await ledger.client.submit(refused);
    await ledger.stop();
    const { lookUps } = await takeLead();
    const find = createKnownFinder(lookUps, 'book_main');
    const once = [paid.once ?? '', refused.once ?? '', newUuid()];
    const known = await find({ ids: [newUuid(), paid.id, refused.id], once });
    expect({ ids: [...known.ids].sort(), once: known.once }).toEqual({
      ids: [paid.id, refused.id].sort(),
      once: [paid.once],
    });
    expect(await find({ ids: [], once: [] })).toEqual({ ids: [], once: [] });
  });

  it('is looked up in indexes for ever, although the plan is made while the book has hardly a page', async () => {
    const { lookUps } = await takeLead();
    await createKnownFinder(lookUps, 'book_main')({ ids: [newUuid()], once: [newUuid()] });
    const { rows } = await lookUps.query<{ 'QUERY PLAN': string }>(
      `explain execute "known-book_main"('{${newUuid()}}', '{${newUuid()}}')`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('$1');
    expect(plan).toMatch(/Index/);
    expect(plan).not.toMatch(/Seq Scan/);
  });
});

describe('the lead', () => {
  it('is lost with the connection that looks up', async () => {
    const { lookUps, lost } = await takeLead();
    const { rows } = await lookUps.query<{ pid: number }>('select pg_backend_pid() as pid');
    await sql.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect(lost).resolves.toBeUndefined();
  });
});
