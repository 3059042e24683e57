import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Assurance } from '../auth/principal.ts';
import type { Resident } from './resident.ts';

export async function residentExists(database: Database, id: Uuid): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select id from transactions.residents where id = :id',
    { id },
  );
  return rows.length === 1;
}

/** Writes a resident. @returns false when the row is there already */
export async function insertResident(trx: Trx, resident: Resident, createdAt: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.residents (id, assurance, created_at)
     values (:id, :assurance, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { id: resident.id, assurance: resident.assurance, createdAt },
  );
  return rows.length === 1;
}

export async function insertWallet(trx: Trx, { id, wallet }: Resident, createdAt: Date): Promise<void> {
  await trx.raw(
    `insert into transactions.wallets (id, resident_id, account, currency, created_at)
     values (:id, :residentId, :account, :currency, :createdAt)`,
    { id: wallet.id, residentId: id, account: wallet.account, currency: wallet.currency, createdAt },
  );
}

export async function insertResidentToken(
  trx: Trx,
  token: { readonly hash: Buffer; readonly residentId: Uuid },
  createdAt: Date,
): Promise<void> {
  await trx.raw(
    `insert into transactions.resident_tokens (token_hash, resident_id, created_at)
     values (:hash, :residentId, :createdAt)`,
    { hash: token.hash, residentId: token.residentId, createdAt },
  );
}

export async function findWalletOf(database: Database, residentId: Uuid): Promise<Uuid | undefined> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    'select id from transactions.wallets where resident_id = :residentId',
    { residentId },
  );
  return rows[0]?.id;
}

export async function updateAssurance(trx: Trx, residentId: Uuid, assurance: Assurance): Promise<void> {
  await trx.raw('update transactions.residents set assurance = :assurance where id = :residentId', {
    residentId,
    assurance,
  });
}

export async function findAssurance(database: Database, residentId: Uuid): Promise<Assurance | undefined> {
  const { rows } = await database.raw<{ rows: { assurance: Assurance }[] }>(
    'select assurance from transactions.residents where id = :residentId',
    { residentId },
  );
  return rows[0]?.assurance;
}

/** The account in the ledger of a resident's wallet. */
export async function findAccountOf(database: Database, residentId: Uuid): Promise<Uuid | undefined> {
  const { rows } = await database.raw<{ rows: { account: Uuid }[] }>(
    'select account from transactions.wallets where resident_id = :residentId',
    { residentId },
  );
  return rows[0]?.account;
}
