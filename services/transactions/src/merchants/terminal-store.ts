import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Terminal } from './merchant.ts';

/** A till and whose it is. */
export type OwnedTerminal = Terminal & { readonly merchantId: Uuid };

const COLUMNS = `terminals.id, terminals.store_id as "storeId", terminals.name, terminals.created_at as "createdAt",
  terminals.closed_at as "closedAt", stores.merchant_id as "merchantId"`;

/** Writes a terminal of a store that is there. @returns false when the row is there already */
export async function insertTerminal(database: Database, terminal: Terminal): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.terminals (id, store_id, name, created_at)
     values (:id, :storeId, :name, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { ...terminal },
  );
  return rows.length === 1;
}

export async function findTerminal(database: Database, id: Uuid): Promise<OwnedTerminal | undefined> {
  const { rows } = await database.raw<{ rows: OwnedTerminal[] }>(
    `select ${COLUMNS}
       from transactions.terminals terminals
       join transactions.stores stores on stores.id = terminals.store_id
      where terminals.id = :id`,
    { id },
  );
  return rows[0];
}

/** Keeps a till as it is until the end of the trx: nobody signs in at it while it is closed, nor two at once. */
export async function lockTerminal(trx: Database, id: Uuid): Promise<OwnedTerminal | undefined> {
  const { rows } = await trx.raw<{ rows: OwnedTerminal[] }>(
    `select ${COLUMNS}
       from transactions.terminals terminals
       join transactions.stores stores on stores.id = terminals.store_id
      where terminals.id = :id
        for no key update of terminals`,
    { id },
  );
  return rows[0];
}

/** A store's tills in the order of their ids, behind one of them. */
export async function listTerminals(
  database: Database,
  page: { readonly storeId: Uuid; readonly limit: number; readonly after: Uuid | null },
): Promise<OwnedTerminal[]> {
  const { rows } = await database.raw<{ rows: OwnedTerminal[] }>(
    `select ${COLUMNS}
       from transactions.terminals terminals
       join transactions.stores stores on stores.id = terminals.store_id
      where terminals.store_id = :storeId and (cast(:after as uuid) is null or terminals.id > cast(:after as uuid))
      order by terminals.id
      limit :limit`,
    page,
  );
  return rows;
}

export async function markTerminalClosed(trx: Database, id: Uuid, closedAt: Date): Promise<void> {
  await trx.raw('update transactions.terminals set closed_at = :closedAt where id = :id', { id, closedAt });
}

/** Closes every till of a store that is open. @returns their ids */
export async function markTerminalsOfStoreClosed(
  trx: Database,
  storeId: Uuid,
  closedAt: Date,
): Promise<Uuid[]> {
  const { rows } = await trx.raw<{ rows: { id: Uuid }[] }>(
    `update transactions.terminals set closed_at = :closedAt
      where store_id = :storeId and closed_at is null
      returning id`,
    { storeId, closedAt },
  );
  return rows.map(({ id }) => id);
}
