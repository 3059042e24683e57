import type pg from 'pg';
import type { AccountRow } from '../checks/checkpoint.ts';
import { integerAt, openRowStream, optionalTextAt, textAt } from './row-stream.ts';

const LAST = 9_223_372_036_854_775_807n;

/** The ledger's table of accounts, by number. */
export async function readAccounts(client: pg.Client, schema: string): Promise<Map<bigint, AccountRow>> {
  const stream = await openRowStream(
    client,
    'account_rows',
    `select number, id, kind, currency, floor, debits, credits, version from ${schema}.accounts order by number`,
  );
  const accounts = new Map<bigint, AccountRow>();
  for (const row of await stream.takeUpTo(LAST)) {
    const floor = optionalTextAt(row, 4);
    accounts.set(integerAt(row, 0), {
      id: textAt(row, 1),
      kind: textAt(row, 2),
      currency: textAt(row, 3),
      floorMinor: floor === null ? null : BigInt(floor),
      debitsMinor: integerAt(row, 5),
      creditsMinor: integerAt(row, 6),
      version: integerAt(row, 7),
    });
  }
  return accounts;
}

/** The batch that the table of accounts stands at. */
export async function readCheckpoint(client: pg.Client, schema: string): Promise<bigint> {
  const { rows } = await client.query<{ batch: string }>(`select batch::text from ${schema}.checkpoint`);
  return BigInt(rows[0]?.batch ?? '0');
}
