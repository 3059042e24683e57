import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { createRememberedLookup } from '../remembered-lookup.ts';

/** A till and whose it is. */
export interface TerminalListing {
  readonly terminalId: Uuid;
  readonly storeId: Uuid;
  readonly storeName: string;
  readonly merchantId: Uuid;
  readonly merchantName: string;
  /** What we owe the merchant: its account in the ledger. */
  readonly payableAccount: Uuid;
  /** It takes no new payments; what was paid there stays. */
  readonly isClosed: boolean;
}

/** Looks a terminal up, mostly from memory: a payment must not wait for a database read. */
export type TerminalDirectory = (terminalId: Uuid) => Promise<TerminalListing | undefined>;

/** A terminal never moves to another store. One that is closed takes no more payments after this time. */
const LISTING_TTL_MS = 5_000;
const MAX_REMEMBERED_TERMINALS = 50_000;

export function createTerminalDirectory(database: Database, clock: Clock): TerminalDirectory {
  const known = createRememberedLookup<TerminalListing>({
    maxEntries: MAX_REMEMBERED_TERMINALS,
    ttlMs: LISTING_TTL_MS,
    clock,
  });
  return (terminalId) => known.find(terminalId, () => findListing(database, terminalId));
}

async function findListing(database: Database, terminalId: Uuid): Promise<TerminalListing | undefined> {
  return (await listTerminals(database, [terminalId])).get(terminalId);
}

/** Looks several terminals up in one read. */
export async function listTerminals(
  database: Database,
  terminalIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, TerminalListing>> {
  const { rows } = await database.raw<{ rows: TerminalListing[] }>(
    `select terminals.id as "terminalId", stores.id as "storeId", stores.name as "storeName",
            merchants.id as "merchantId", merchants.name as "merchantName",
            merchants.payable_account as "payableAccount",
            terminals.closed_at is not null as "isClosed"
       from transactions.terminals terminals
       join transactions.stores stores on stores.id = terminals.store_id
       join transactions.merchants merchants on merchants.id = stores.merchant_id
      where terminals.id = any(cast(:terminalIds as uuid[]))`,
    { terminalIds: [...terminalIds] },
  );
  return new Map(rows.map((listing) => [listing.terminalId, listing]));
}
