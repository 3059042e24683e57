import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Store } from './merchant.ts';

const COLUMNS = `id, merchant_id as "merchantId", name, created_at as "createdAt", closed_at as "closedAt"`;

/** Writes a store of a merchant that is there. @returns false when the row is there already */
export async function insertStore(database: Database, store: Store): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.stores (id, merchant_id, name, created_at)
     values (:id, :merchantId, :name, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { ...store },
  );
  return rows.length === 1;
}

export async function findStore(database: Database, id: Uuid): Promise<Store | undefined> {
  const { rows } = await database.raw<{ rows: Store[] }>(
    `select ${COLUMNS} from transactions.stores where id = :id`,
    { id },
  );
  return rows[0];
}

/** A merchant's stores in the order of their ids, behind one of them. */
export async function listStores(
  database: Database,
  page: { readonly merchantId: Uuid; readonly limit: number; readonly after: Uuid | null },
): Promise<Store[]> {
  const { rows } = await database.raw<{ rows: Store[] }>(
    `select ${COLUMNS}
       from transactions.stores
      where merchant_id = :merchantId and (cast(:after as uuid) is null or id > cast(:after as uuid))
      order by id
      limit :limit`,
    page,
  );
  return rows;
}

/** Keeps a store as it is until the end of the trx, so that no till is added while it is closed. */
export async function lockStore(trx: Database, id: Uuid): Promise<Store | undefined> {
  const { rows } = await trx.raw<{ rows: Store[] }>(
    `select ${COLUMNS} from transactions.stores where id = :id for no key update`,
    { id },
  );
  return rows[0];
}

export async function markStoreClosed(trx: Database, id: Uuid, closedAt: Date): Promise<void> {
  await trx.raw('update transactions.stores set closed_at = :closedAt where id = :id', { id, closedAt });
}
