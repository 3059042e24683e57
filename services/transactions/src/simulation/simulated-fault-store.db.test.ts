import { newUuid } from '@tamsui/ids';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, expect, test } from 'vitest';
import { insertSimulatedFault } from './simulated-fault-store.ts';

const database = createDatabase({
  connectionString: (await createTestDatabase()).url,
  applicationName: 'test',
  poolSize: 2,
  logger: createLogger('test', 'silent'),
});
afterAll(() => database.destroy());

const NOON = Date.parse('2026-11-20T04:00:00Z');
const after = (hours: number): Date => new Date(NOON + hours * 3_600_000);

test('a request meets its fault once, and what is a day old is forgotten as others come', async () => {
  const [first, ...others] = Array.from({ length: 25 }, newUuid);
  const meet = (id = first, hours = 0) => insertSimulatedFault(database, id ?? '', after(hours));
  expect([await meet(), await meet(), await meet(first, 23)]).toEqual([true, false, false]);
  for (const id of others) await meet(id, 1);
  await meet(newUuid(), 24.5);
  expect(await meet(first, 24.6)).toBe(true);
  for (let n = 0; n < 3; n += 1) await meet(newUuid(), 26);
  const { rows } = await database.raw<{ rows: { count: number }[] }>(
    'select count(*)::integer as count from transactions.simulated_faults',
  );
  expect(rows[0]?.count).toBe(5);
});
