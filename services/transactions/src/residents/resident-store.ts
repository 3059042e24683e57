import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Resident } from './resident.ts';

/** Writes a resident. @returns false when the row is there already */
export async function insertResident(trx: Trx, resident: Resident, createdAt: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.residents (id, name, bank_account, created_at)
     values (:id, :name, :bankAccount, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { id: resident.id, name: resident.name, bankAccount: resident.bankAccount, createdAt },
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

/** The account at a bank that a resident's top-ups are debited from. */
export async function findBankAccount(database: Database, residentId: Uuid): Promise<string | undefined> {
  const { rows } = await database.raw<{ rows: { bank_account: string }[] }>(
    'select bank_account from transactions.residents where id = :residentId',
    { residentId },
  );
  return rows[0]?.bank_account;
}
