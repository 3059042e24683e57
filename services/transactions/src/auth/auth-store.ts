import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { MerchantPrincipal, ResidentPrincipal } from './principal.ts';

/** Who a resident's token belongs to. */
export async function findResidentByToken(
  database: Database,
  tokenHash: Buffer,
): Promise<ResidentPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: ResidentRow[] }>(
    `select wallets.resident_id, wallets.id as wallet_id, wallets.account, wallets.currency
       from transactions.resident_tokens tokens
       join transactions.wallets wallets on wallets.resident_id = tokens.resident_id
      where tokens.token_hash = :tokenHash
      limit 1`,
    { tokenHash },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    kind: 'resident',
    residentId: row.resident_id,
    walletId: row.wallet_id,
    walletAccount: row.account,
    currency: row.currency,
  };
}

/** Whose API key this is. */
export async function findMerchantByKey(
  database: Database,
  tokenHash: Buffer,
): Promise<MerchantPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: MerchantRow[] }>(
    `select merchants.id, merchants.payable_account, merchants.currency
       from transactions.api_keys keys
       join transactions.merchants merchants on merchants.id = keys.merchant_id
      where keys.token_hash = :tokenHash`,
    { tokenHash },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    kind: 'merchant',
    merchantId: row.id,
    payableAccount: row.payable_account,
    currency: row.currency,
  };
}

interface ResidentRow {
  readonly resident_id: string;
  readonly wallet_id: string;
  readonly account: string;
  readonly currency: CurrencyCode;
}

interface MerchantRow {
  readonly id: string;
  readonly payable_account: string;
  readonly currency: CurrencyCode;
}
