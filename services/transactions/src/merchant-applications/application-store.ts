import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { MerchantKind } from '../merchants/merchant.ts';
import type { AccountCheckResult, ApplicationState, MerchantApplication } from './application.ts';

const COLUMNS = `id, kind, name, business_number, payout_holder_name, payout_bank_code, payout_account_number, state,
  account_check, reviewed_by, fee_basis_points, rejection_reason, merchant_id, created_at`;

export async function insertApplication(
  trx: Database,
  application: MerchantApplication,
  tokenHash: Buffer,
): Promise<void> {
  const { payoutAccount, ...columns } = application;
  await trx.raw(
    `insert into transactions.merchant_applications
            (id, token_hash, kind, name, business_number, payout_holder_name, payout_bank_code,
             payout_account_number, state, created_at)
     values (:id, :tokenHash, :kind, :name, :businessNumber, :holderName, :bankCode, :accountNumber, :state, :createdAt)`,
    { ...columns, ...payoutAccount, tokenHash },
  );
}

export async function findApplication(
  database: Database,
  id: Uuid,
): Promise<MerchantApplication | undefined> {
  const { rows } = await database.raw<{ rows: ApplicationRow[] }>(
    `select ${COLUMNS} from transactions.merchant_applications where id = :id`,
    { id },
  );
  return rows.map(applicationOf)[0];
}

/** Keeps an application as it is until the end of the trx: two people who decide at once do so one after the other. */
export async function lockApplication(trx: Database, id: Uuid): Promise<MerchantApplication | undefined> {
  const { rows } = await trx.raw<{ rows: ApplicationRow[] }>(
    `select ${COLUMNS} from transactions.merchant_applications where id = :id for no key update`,
    { id },
  );
  return rows.map(applicationOf)[0];
}

/** Applications in the order in which they came, all or those in one state, behind one of them. */
export async function listApplications(
  database: Database,
  page: { readonly state: ApplicationState | null; readonly limit: number; readonly after: Uuid | null },
): Promise<MerchantApplication[]> {
  const { rows } = await database.raw<{ rows: ApplicationRow[] }>(
    `select ${COLUMNS}
       from transactions.merchant_applications
      where (cast(:state as text) is null or state = cast(:state as text))
        and (cast(:after as uuid) is null or id > cast(:after as uuid))
      order by id
      limit :limit`,
    page,
  );
  return rows.map(applicationOf);
}

/** What a step may change of an application. */
export interface ApplicationChange {
  readonly state: ApplicationState;
  readonly accountCheck?: AccountCheckResult;
  readonly reviewedBy?: string;
  readonly approvedBy?: string;
  readonly feeBasisPoints?: number;
  readonly rejectionReason?: string;
  readonly merchantId?: Uuid;
}

/** Writes what a step changes; what it does not name stays. */
export async function updateApplication(trx: Database, id: Uuid, change: ApplicationChange): Promise<void> {
  await trx.raw(
    `update transactions.merchant_applications
        set state = :state,
            account_check = coalesce(cast(:accountCheck as text), account_check),
            reviewed_by = coalesce(cast(:reviewedBy as text), reviewed_by),
            approved_by = coalesce(cast(:approvedBy as text), approved_by),
            fee_basis_points = coalesce(cast(:feeBasisPoints as integer), fee_basis_points),
            rejection_reason = cast(:rejectionReason as text),
            merchant_id = cast(:merchantId as uuid)
      where id = :id`,
    {
      id,
      state: change.state,
      accountCheck: change.accountCheck ?? null,
      reviewedBy: change.reviewedBy ?? null,
      approvedBy: change.approvedBy ?? null,
      feeBasisPoints: change.feeBasisPoints ?? null,
      rejectionReason: change.rejectionReason ?? null,
      merchantId: change.merchantId ?? null,
    },
  );
}

interface ApplicationRow {
  readonly id: string;
  readonly kind: MerchantKind;
  readonly name: string;
  readonly business_number: string | null;
  readonly payout_holder_name: string;
  readonly payout_bank_code: string;
  readonly payout_account_number: string;
  readonly state: ApplicationState;
  readonly account_check: AccountCheckResult | null;
  readonly reviewed_by: string | null;
  readonly fee_basis_points: number | null;
  readonly rejection_reason: string | null;
  readonly merchant_id: string | null;
  readonly created_at: Date;
}

function applicationOf(row: ApplicationRow): MerchantApplication {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    businessNumber: row.business_number,
    payoutAccount: {
      holderName: row.payout_holder_name,
      bankCode: row.payout_bank_code,
      accountNumber: row.payout_account_number,
    },
    state: row.state,
    accountCheck: row.account_check,
    reviewedBy: row.reviewed_by,
    feeBasisPoints: row.fee_basis_points,
    rejectionReason: row.rejection_reason,
    merchantId: row.merchant_id,
    createdAt: row.created_at,
  };
}
