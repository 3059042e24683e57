import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { FindableField, PersonalField } from './personal-field.ts';

/** A person's key, closed with a key of the house. Null once it was destroyed. */
export interface WrappedKey {
  readonly kekId: string;
  readonly wrapped: Buffer | null;
}

/** @returns false when the person has a key already, or had one */
export async function insertKey(
  trx: Trx,
  key: { readonly residentId: Uuid; readonly kekId: string; readonly wrapped: Buffer; readonly at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.personal_keys (resident_id, kek_id, wrapped_key, created_at)
     values (:residentId, :kekId, :wrapped, :at)
     on conflict (resident_id) do nothing
     returning resident_id`,
    key,
  );
  return rows.length === 1;
}

export async function findKey(database: Database, residentId: Uuid): Promise<WrappedKey | undefined> {
  const { rows } = await database.raw<{ rows: KeyRow[] }>(
    'select kek_id, wrapped_key from transactions.personal_keys where resident_id = :residentId',
    { residentId },
  );
  return rows.map(wrappedKeyOf)[0];
}

/** The same, and nobody can destroy it before the end of the trx: what is written with it is erased with it. */
export async function holdKey(trx: Trx, residentId: Uuid): Promise<WrappedKey | undefined> {
  const { rows } = await trx.raw<{ rows: KeyRow[] }>(
    'select kek_id, wrapped_key from transactions.personal_keys where resident_id = :residentId for share',
    { residentId },
  );
  return rows.map(wrappedKeyOf)[0];
}

interface KeyRow {
  readonly kek_id: string;
  readonly wrapped_key: Buffer | null;
}

function wrappedKeyOf(row: KeyRow): WrappedKey {
  return { kekId: row.kek_id, wrapped: row.wrapped_key };
}

export async function writeValue(
  trx: Trx,
  value: {
    readonly residentId: Uuid;
    readonly field: PersonalField;
    readonly sealed: Buffer;
    readonly at: Date;
  },
): Promise<void> {
  await trx.raw(
    `insert into transactions.personal_values (resident_id, field, sealed, updated_at)
     values (:residentId, :field, :sealed, :at)
     on conflict (resident_id, field) do update set sealed = excluded.sealed, updated_at = excluded.updated_at`,
    value,
  );
}

/** A value and the key that opens it, in one look: an erased person has neither. */
export async function findValue(
  database: Database,
  residentId: Uuid,
  field: PersonalField,
): Promise<(WrappedKey & { readonly sealed: Buffer }) | undefined> {
  const { rows } = await database.raw<{ rows: (KeyRow & { sealed: Buffer })[] }>(
    `select keys.kek_id, keys.wrapped_key, personal.sealed
       from transactions.personal_values personal
       join transactions.personal_keys keys on keys.resident_id = personal.resident_id
      where personal.resident_id = :residentId and personal.field = :field`,
    { residentId, field },
  );
  return rows.map((row) => ({ ...wrappedKeyOf(row), sealed: row.sealed }))[0];
}

/** Makes a value lead to a person. @returns whose it is: another's when that was first */
export async function claimLookup(
  trx: Trx,
  lookup: { readonly residentId: Uuid; readonly field: FindableField; readonly digest: Buffer },
): Promise<Uuid | undefined> {
  const { rows } = await trx.raw<{ rows: { resident_id: Uuid }[] }>(
    `insert into transactions.personal_lookups as lookups (field, digest, resident_id)
     values (:field, :digest, :residentId)
     on conflict (field, digest) do update set resident_id = lookups.resident_id
     returning resident_id`,
    lookup,
  );
  return rows[0]?.resident_id;
}

/** What led to a person before and does not any more. */
export async function deleteOtherLookups(
  trx: Trx,
  lookup: { readonly residentId: Uuid; readonly field: FindableField; readonly digest: Buffer },
): Promise<void> {
  await trx.raw(
    `delete from transactions.personal_lookups
      where resident_id = :residentId and field = :field and digest <> :digest`,
    lookup,
  );
}

export async function findByDigest(
  database: Database,
  field: FindableField,
  digest: Buffer,
): Promise<Uuid | undefined> {
  const { rows } = await database.raw<{ rows: { resident_id: Uuid }[] }>(
    'select resident_id from transactions.personal_lookups where field = :field and digest = :digest',
    { field, digest },
  );
  return rows[0]?.resident_id;
}

/** Keys that another key of the house than the given one has closed; each is taken by one process at a time. */
export async function takeKeysOfOtherKek(
  trx: Trx,
  kekId: string,
  limit: number,
): Promise<{ readonly residentId: Uuid; readonly kekId: string; readonly wrapped: Buffer }[]> {
  const { rows } = await trx.raw<{ rows: { resident_id: Uuid; kek_id: string; wrapped_key: Buffer }[] }>(
    `select resident_id, kek_id, wrapped_key
       from transactions.personal_keys
      where kek_id <> :kekId and wrapped_key is not null
      limit :limit
      for update skip locked`,
    { kekId, limit },
  );
  return rows.map((row) => ({ residentId: row.resident_id, kekId: row.kek_id, wrapped: row.wrapped_key }));
}

export async function replaceKey(
  trx: Trx,
  key: { readonly residentId: Uuid; readonly kekId: string; readonly wrapped: Buffer },
): Promise<void> {
  await trx.raw(
    `update transactions.personal_keys
        set kek_id = :kekId, wrapped_key = :wrapped
      where resident_id = :residentId and wrapped_key is not null`,
    key,
  );
}
