import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import { type CashierRole, permissionsOf } from '../cashiers/cashier.ts';
import { keptApiVersion } from '../http/api-version.ts';
import type {
  ApplicantPrincipal,
  Assurance,
  MerchantPrincipal,
  Permission,
  ResidentPrincipal,
} from './principal.ts';

/** Who a resident's token belongs to. */
export async function findResidentByToken(
  database: Database,
  tokenHash: Buffer,
): Promise<ResidentPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: ResidentRow[] }>(
    `select wallets.resident_id, wallets.id as wallet_id, wallets.account, wallets.currency, residents.assurance
       from transactions.resident_tokens tokens
       join transactions.residents residents on residents.id = tokens.resident_id
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
    assurance: row.assurance,
    deviceId: null,
    coolingUntil: null,
  };
}

/** Whose API key this is, as long as it works. */
export async function findMerchantByKey(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<MerchantPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: (MerchantRow & { readonly scopes: Permission[] })[] }>(
    `select keys.id as actor_id, keys.scopes, keys.api_version, merchants.id, merchants.payable_account, merchants.currency
       from transactions.api_keys keys
       join transactions.merchants merchants on merchants.id = keys.merchant_id
      where keys.token_hash = :tokenHash and keys.revoked_at is null
        and (keys.expires_at is null or keys.expires_at > :now)`,
    { tokenHash, now },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...merchantOf(row),
    actor: { kind: 'api_key', id: row.actor_id, terminalId: null },
    permissions: new Set(row.scopes),
    refundCapMinor: null,
  };
}

/** Which cashier has signed in with this token, at a till that is open. */
export async function findCashierBySession(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<MerchantPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: CashierRow[] }>(
    `select cashiers.id as actor_id, cashiers.role, cashiers.refund_cap_minor, sessions.terminal_id,
            sessions.api_version, merchants.id, merchants.payable_account, merchants.currency
       from transactions.cashier_sessions sessions
       join transactions.cashiers cashiers on cashiers.id = sessions.cashier_id
       join transactions.merchants merchants on merchants.id = cashiers.merchant_id
      where sessions.token_hash = :tokenHash and sessions.ended_at is null and sessions.expires_at > :now`,
    { tokenHash, now },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...merchantOf(row),
    actor: { kind: 'cashier', id: row.actor_id, terminalId: row.terminal_id },
    permissions: permissionsOf(row.role),
    refundCapMinor: row.refund_cap_minor,
  };
}

/** Whose application this token is about. */
export async function findApplicantByToken(
  database: Database,
  tokenHash: Buffer,
): Promise<ApplicantPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: { readonly id: string }[] }>(
    'select id from transactions.merchant_applications where token_hash = :tokenHash',
    { tokenHash },
  );
  return rows.map(({ id }): ApplicantPrincipal => ({ kind: 'applicant', applicationId: id }))[0];
}

function merchantOf({ id, payable_account, currency, api_version }: MerchantRow) {
  const apiVersion = keptApiVersion(api_version);
  return { kind: 'merchant', merchantId: id, payableAccount: payable_account, currency, apiVersion } as const;
}

interface ResidentRow {
  readonly resident_id: string;
  readonly wallet_id: string;
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly assurance: Assurance;
}

interface MerchantRow {
  readonly actor_id: string;
  readonly api_version: string;
  readonly id: string;
  readonly payable_account: string;
  readonly currency: CurrencyCode;
}

interface CashierRow extends MerchantRow {
  readonly role: CashierRole;
  readonly refund_cap_minor: bigint | null;
  readonly terminal_id: string;
}
