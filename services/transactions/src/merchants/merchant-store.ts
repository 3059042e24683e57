import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import { BANDS_OF_MERCHANT, type FeeBandJson, feePlanOf } from '../fee-plans/fee-plan-store.ts';
import type { Merchant, MerchantKind } from './merchant.ts';

/**
 * Writes a merchant with its first fee. No column is named in `on conflict`: two requests at the same moment can meet
 * in any of the unique indexes, and one that is not named would raise an error.
 * @param by who said what the fee is: `operator`, or the public id of an application
 * @returns false when the row, or another merchant with this business number, is there already
 */
export async function insertMerchant(database: Database, merchant: Merchant, by: string): Promise<boolean> {
  const { feePlan, payoutAccount, ...columns } = merchant;
  const [{ basisPoints, effectiveFrom } = { basisPoints: null, effectiveFrom: null }] = feePlan;
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `with merchant as (
       insert into transactions.merchants
              (id, kind, name, business_number, payout_holder_name, payout_bank_code, payout_account_number,
               payable_account, currency, created_at)
       values (:id, :kind, :name, :businessNumber, :holderName, :bankCode, :accountNumber,
               :payableAccount, :currency, :createdAt)
       on conflict do nothing
       returning id, created_at
     )
     insert into transactions.fee_bands
            (merchant_id, sequence, basis_points, effective_from, announced_by, announced_at)
     select id, 0, cast(:basisPoints as integer), cast(:effectiveFrom as date), cast(:by as text), created_at
       from merchant
     returning merchant_id`,
    { ...columns, ...payoutAccount, basisPoints, effectiveFrom, by },
  );
  return rows.length === 1;
}

const MERCHANTS = `select merchants.id, merchants.kind, merchants.name, merchants.business_number,
       merchants.payout_holder_name, merchants.payout_bank_code, merchants.payout_account_number,
       merchants.payable_account, merchants.currency, merchants.created_at, ${BANDS_OF_MERCHANT} as bands
  from transactions.merchants merchants`;

export async function findMerchant(database: Database, id: Uuid): Promise<Merchant | undefined> {
  const { rows } = await database.raw<{ rows: MerchantRow[] }>(`${MERCHANTS} where merchants.id = :id`, {
    id,
  });
  return rows.map(merchantOf)[0];
}

/** Merchants in the order of their ids, behind one of them. */
export async function listMerchants(
  database: Database,
  page: { readonly limit: number; readonly after: Uuid | null },
): Promise<Merchant[]> {
  const { rows } = await database.raw<{ rows: MerchantRow[] }>(
    `${MERCHANTS}
      where cast(:after as uuid) is null or merchants.id > cast(:after as uuid)
      order by merchants.id
      limit :limit`,
    page,
  );
  return rows.map(merchantOf);
}

export async function isBusinessNumberTaken(database: Database, businessNumber: string): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select id from transactions.merchants where business_number = :businessNumber',
    { businessNumber },
  );
  return rows.length === 1;
}

interface MerchantRow {
  readonly id: string;
  readonly kind: MerchantKind;
  readonly name: string;
  readonly business_number: string | null;
  readonly payout_holder_name: string;
  readonly payout_bank_code: string;
  readonly payout_account_number: string;
  readonly payable_account: string;
  readonly currency: CurrencyCode;
  readonly created_at: Date;
  readonly bands: readonly FeeBandJson[];
}

function merchantOf(row: MerchantRow): Merchant {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    businessNumber: row.business_number,
    feePlan: feePlanOf(row.bands),
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
