import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { ShopCode } from './shop-code.ts';

export type NewShopCode = ShopCode & { readonly fingerprint: string };

/** A code with the payment that paid it, as far as we were told. */
export type StoredShopCode = NewShopCode & { readonly paidBy: Uuid | null };

/** @returns false when the row is there already */
export async function insertShopCode(database: Database, code: NewShopCode): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.shop_codes
            (id, merchant_id, terminal_id, amount_minor, currency, order_reference, text, fingerprint,
             created_at, expires_at)
     values (:id, :merchantId, :terminalId, :amountMinor, :currency, :orderReference, :text, :fingerprint,
             :createdAt, :expiresAt)
     on conflict do nothing
     returning id`,
    { ...code, amountMinor: code.amountMinor.toString() },
  );
  return rows.length === 1;
}

export async function findShopCode(database: Database, id: Uuid): Promise<StoredShopCode | undefined> {
  const { rows } = await database.raw<{ rows: ShopCodeRow[] }>(
    `select codes.id, codes.merchant_id, codes.terminal_id, codes.amount_minor, codes.currency,
            codes.order_reference, codes.text, codes.fingerprint, codes.created_at, codes.expires_at,
            attempts.payment_id as paid_by
       from transactions.shop_codes codes
       left join transactions.shop_code_attempts attempts
         on attempts.shop_code_id = codes.id and attempts.outcome = 'posted'
      where codes.id = :id`,
    { id },
  );
  return rows.map(shopCodeOf)[0];
}

/** From now on no payment of this code begins; nothing happens before it has expired. */
export async function closeShopCode(database: Database, id: Uuid, now: Date): Promise<void> {
  await database.raw(
    `update transactions.shop_codes
        set closed_at = :now
      where id = :id and closed_at is null and expires_at <= :now`,
    { id, now },
  );
}

/** A payment of a code that was begun. */
export interface Attempt {
  readonly paymentId: Uuid;
  readonly shopCodeId: Uuid;
  readonly fingerprint: string;
}

/**
 * Writes that a payment of a code begins, while the code is open: its row is locked against being closed meanwhile.
 * @returns what stands there under this payment id, from now or from before; undefined when the code is not open
 */
export async function beginAttempt(
  database: Database,
  attempt: Attempt,
  now: Date,
): Promise<Attempt | undefined> {
  const { rows } = await database.raw<{ rows: Attempt[] }>(
    `insert into transactions.shop_code_attempts as attempts (payment_id, shop_code_id, fingerprint, started_at)
     select cast(:paymentId as uuid), codes.id, :fingerprint, cast(:now as timestamptz)
       from transactions.shop_codes codes
      where codes.id = :shopCodeId and codes.closed_at is null and codes.expires_at > :now
        for share
     on conflict (payment_id) do update set started_at = attempts.started_at
     returning ${ATTEMPT_COLUMNS}`,
    { ...attempt, now },
  );
  return rows[0];
}

export async function findAttempt(database: Database, paymentId: Uuid): Promise<Attempt | undefined> {
  const { rows } = await database.raw<{ rows: Attempt[] }>(
    `select ${ATTEMPT_COLUMNS} from transactions.shop_code_attempts attempts where payment_id = :paymentId`,
    { paymentId },
  );
  return rows[0];
}

/** Attempts whose outcome nobody has written down, oldest first: begun before an instant, or all (null). */
export async function undecidedAttempts(
  database: Database,
  filter: { readonly shopCodeId: Uuid; readonly startedBefore: Date | null; readonly limit: number },
): Promise<Attempt[]> {
  const { rows } = await database.raw<{ rows: Attempt[] }>(
    `select ${ATTEMPT_COLUMNS}
       from transactions.shop_code_attempts attempts
      where shop_code_id = :shopCodeId and outcome is null
        and (cast(:startedBefore as timestamptz) is null or started_at < cast(:startedBefore as timestamptz))
      order by started_at
      limit :limit`,
    filter,
  );
  return rows;
}

export async function decideAttempt(
  database: Database,
  paymentId: Uuid,
  outcome: 'posted' | 'refused',
): Promise<void> {
  await database.raw(
    `update transactions.shop_code_attempts set outcome = :outcome
      where payment_id = :paymentId and outcome is null`,
    { paymentId, outcome },
  );
}

const ATTEMPT_COLUMNS =
  'attempts.payment_id as "paymentId", attempts.shop_code_id as "shopCodeId", attempts.fingerprint';

interface ShopCodeRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly terminal_id: string;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly order_reference: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly paid_by: string | null;
}

function shopCodeOf(row: ShopCodeRow): StoredShopCode {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    terminalId: row.terminal_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    orderReference: row.order_reference,
    text: row.text,
    fingerprint: row.fingerprint,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    paidBy: row.paid_by,
  };
}
