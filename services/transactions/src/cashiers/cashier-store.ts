import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { PinHash } from '../pins/pin-hasher.ts';
import type { Cashier } from './cashier.ts';

const COLUMNS = `id, merchant_id as "merchantId", number, name, role, refund_cap_minor as "refundCapMinor",
  created_at as "createdAt", removed_at as "removedAt"`;

/** Writes a cashier. @returns false when the row, or another cashier with this number, is there already */
export async function insertCashier(trx: Database, cashier: Cashier, pin: PinHash): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.cashiers
            (id, merchant_id, number, name, role, refund_cap_minor, pin_hash, pepper_id, created_at)
     values (:id, :merchantId, :number, :name, :role, :refundCapMinor, :hash, :pepperId, :createdAt)
     on conflict do nothing
     returning id`,
    { ...cashier, ...pin, refundCapMinor: cashier.refundCapMinor?.toString() ?? null },
  );
  return rows.length === 1;
}

export async function findCashier(database: Database, id: Uuid): Promise<Cashier | undefined> {
  const { rows } = await database.raw<{ rows: Cashier[] }>(
    `select ${COLUMNS} from transactions.cashiers where id = :id`,
    { id },
  );
  return rows[0];
}

/** Who works under this number now. */
export async function findCashierByNumber(
  database: Database,
  asked: { readonly merchantId: Uuid; readonly number: string },
): Promise<Cashier | undefined> {
  const { rows } = await database.raw<{ rows: Cashier[] }>(
    `select ${COLUMNS} from transactions.cashiers
      where merchant_id = :merchantId and number = :number and removed_at is null`,
    asked,
  );
  return rows[0];
}

/** Keeps a cashier as they are until the end of the trx: nobody signs in who is being sent away. */
export async function lockCashier(trx: Database, id: Uuid): Promise<Cashier | undefined> {
  const { rows } = await trx.raw<{ rows: Cashier[] }>(
    `select ${COLUMNS} from transactions.cashiers where id = :id for no key update`,
    { id },
  );
  return rows[0];
}

/** A merchant's cashiers who work there, in the order of their ids, behind one of them. */
export async function listCashiers(
  database: Database,
  page: { readonly merchantId: Uuid; readonly limit: number; readonly after: Uuid | null },
): Promise<Cashier[]> {
  const { rows } = await database.raw<{ rows: Cashier[] }>(
    `select ${COLUMNS}
       from transactions.cashiers
      where merchant_id = :merchantId and removed_at is null
        and (cast(:after as uuid) is null or id > cast(:after as uuid))
      order by id
      limit :limit`,
    page,
  );
  return rows;
}

export async function updateCashier(trx: Database, cashier: Cashier): Promise<void> {
  const { id, name, role, refundCapMinor } = cashier;
  await trx.raw(
    `update transactions.cashiers set name = :name, role = :role, refund_cap_minor = :refundCapMinor where id = :id`,
    { id, name, role, refundCapMinor: refundCapMinor?.toString() ?? null },
  );
}

export async function markRemoved(trx: Database, id: Uuid, removedAt: Date): Promise<void> {
  await trx.raw('update transactions.cashiers set removed_at = :removedAt where id = :id', { id, removedAt });
}
