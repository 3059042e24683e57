import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { ApiKey, Merchant, Store, Terminal } from './merchant.ts';

/**
 * Writes a merchant. No column is named in `on conflict`: two requests at the same moment can meet in any of the unique
 * indexes, and one that is not named would raise an error.
 * @returns false when the row is there already
 */
export async function insertMerchant(database: Database, merchant: Merchant): Promise<boolean> {
  const { holderName, bankCode, accountNumber } = merchant.payoutAccount;
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.merchants
            (id, name, fee_basis_points, payout_holder_name, payout_bank_code, payout_account_number,
             payable_account, currency, created_at)
     values (:id, :name, :feeBasisPoints, :holderName, :bankCode, :accountNumber,
             :payableAccount, :currency, :createdAt)
     on conflict do nothing
     returning id`,
    {
      id: merchant.id,
      name: merchant.name,
      feeBasisPoints: merchant.feeBasisPoints,
      holderName,
      bankCode,
      accountNumber,
      payableAccount: merchant.payableAccount,
      currency: merchant.currency,
      createdAt: merchant.createdAt,
    },
  );
  return rows.length === 1;
}

const MERCHANT_COLUMNS = `id, name, fee_basis_points, payout_holder_name, payout_bank_code, payout_account_number,
  payable_account, currency, created_at`;

export async function findMerchant(database: Database, id: Uuid): Promise<Merchant | undefined> {
  const { rows } = await database.raw<{ rows: MerchantRow[] }>(
    `select ${MERCHANT_COLUMNS} from transactions.merchants where id = :id`,
    { id },
  );
  return rows.map(merchantOf)[0];
}

/** Merchants in the order of their ids, behind one of them. */
export async function listMerchants(
  database: Database,
  page: { readonly limit: number; readonly after: Uuid | null },
): Promise<Merchant[]> {
  const { rows } = await database.raw<{ rows: MerchantRow[] }>(
    `select ${MERCHANT_COLUMNS}
       from transactions.merchants
      where cast(:after as uuid) is null or id > cast(:after as uuid)
      order by id
      limit :limit`,
    page,
  );
  return rows.map(merchantOf);
}

/** Writes a store of a merchant that is there. @returns false when the row is there already */
export async function insertStore(database: Database, store: Store): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.stores (id, merchant_id, name, created_at)
     values (:id, :merchantId, :name, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { id: store.id, merchantId: store.merchantId, name: store.name, createdAt: store.createdAt },
  );
  return rows.length === 1;
}

export async function storeExists(database: Database, id: Uuid): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select id from transactions.stores where id = :id',
    { id },
  );
  return rows.length === 1;
}

/** Writes a terminal of a store that is there. @returns false when the row is there already */
export async function insertTerminal(database: Database, terminal: Terminal): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.terminals (id, store_id, name, created_at)
     values (:id, :storeId, :name, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { id: terminal.id, storeId: terminal.storeId, name: terminal.name, createdAt: terminal.createdAt },
  );
  return rows.length === 1;
}

/** Writes a key of a merchant that is there. @returns false when the row is there already */
export async function insertApiKey(database: Database, key: ApiKey): Promise<boolean> {
  const { id, merchantId, name, prefix, hash, createdAt } = key;
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.api_keys (id, merchant_id, name, prefix, token_hash, created_at)
     values (:id, :merchantId, :name, :prefix, :hash, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { id, merchantId, name, prefix, hash, createdAt },
  );
  return rows.length === 1;
}

interface MerchantRow {
  readonly id: string;
  readonly name: string;
  readonly fee_basis_points: number;
  readonly payout_holder_name: string;
  readonly payout_bank_code: string;
  readonly payout_account_number: string;
  readonly payable_account: string;
  readonly currency: CurrencyCode;
  readonly created_at: Date;
}

function merchantOf(row: MerchantRow): Merchant {
  return {
    id: row.id,
    name: row.name,
    feeBasisPoints: row.fee_basis_points,
    payoutAccount: {
      holderName: row.payout_holder_name,
      bankCode: row.payout_bank_code,
      accountNumber: row.payout_account_number,
    },
    payableAccount: row.payable_account,
    currency: row.currency,
    createdAt: row.created_at,
  };
}
