import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Erasure, RegisterHead } from './erasure-register.ts';
import { ERASE_PERSON } from './erasure-statements.ts';

/** One erasure at a time, whichever process: the register has one writer. */
export async function lockErasures(trx: Trx): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended('tamsui-erasures', 0))");
}

/** How far the register had come when this database last saw it; undefined when it never did. */
export async function findKnownHead(database: Database | Trx): Promise<RegisterHead | undefined> {
  const { rows } = await database.raw<{ rows: { register_id: Uuid; entries: bigint; hash: Buffer }[] }>(
    'select register_id, entries, hash from transactions.erasure_register',
  );
  return rows.map((row) => ({
    registerId: row.register_id,
    entries: Number(row.entries),
    hash: row.hash,
  }))[0];
}

export async function writeKnownHead(trx: Trx, head: RegisterHead): Promise<void> {
  await trx.raw(
    `insert into transactions.erasure_register (register_id, entries, hash)
     values (:registerId, :entries, :hash)
     on conflict (single) do update
       set register_id = excluded.register_id, entries = excluded.entries, hash = excluded.hash`,
    { ...head },
  );
}

/**
 * Does away with all that is known of a person. Two statements: whoever writes with the key is waited for, and then what
 * they have written is seen. @returns false when there was no key to destroy
 */
export async function eraseRows(trx: Trx, { residentId, erasedAt }: Erasure): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select resident_id from transactions.personal_keys
      where resident_id = :residentId and wrapped_key is not null
        for update`,
    { residentId },
  );
  await trx.raw(ERASE_PERSON, { residentId, at: erasedAt });
  return rows.length === 1;
}

/** Who was erased in this database, the earliest first. */
export async function listErased(trx: Trx): Promise<Erasure[]> {
  const { rows } = await trx.raw<{ rows: { resident_id: Uuid; erased_at: Date }[] }>(
    `select resident_id, erased_at from transactions.personal_keys
      where erased_at is not null order by erased_at, resident_id`,
  );
  return rows.map((row) => ({ residentId: row.resident_id, erasedAt: row.erased_at }));
}

/** Of these people, those whose key this database has. */
export async function findWithKey(trx: Trx, residentIds: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
  const { rows } = await trx.raw<{ rows: { resident_id: Uuid }[] }>(
    `select resident_id from transactions.personal_keys
      where resident_id = any (:residentIds) and wrapped_key is not null`,
    { residentIds: [...residentIds] },
  );
  return new Set(rows.map((row) => row.resident_id));
}
