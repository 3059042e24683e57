import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { JournalPlace } from '../http/page.ts';
import { type HeldPayment, heldPayment, type SucceededPayment } from './payment.ts';
import type { ShopNames } from './resident-payment-schema.ts';

export type ListedPayment = (SucceededPayment | HeldPayment) & ShopNames & JournalPlace;

export interface PaymentFilter {
  /** Whose: a merchant's, or a resident's. */
  readonly payableAccount: Uuid | null;
  readonly walletAccount: Uuid | null;
  readonly orderReference: string | null;
  readonly limit: number;
  /** The page of what came before this. */
  readonly before: JournalPlace | undefined;
}

/** Payments, newest first, as far as the feed has been read. */
export async function listPayments(
  database: Database,
  filter: PaymentFilter,
  now: Date,
): Promise<ListedPayment[]> {
  const owner = filter.payableAccount === null ? 'wallet_account' : 'payable_account';
  const { rows } = await database.raw<{ rows: PaymentRow[] }>(
    `select payments.id, payments.terminal_id, terminals.store_id, stores.merchant_id, stores.name as store_name,
            merchants.name as merchant_name, payments.order_reference, payments.charged_by,
            payments.amount_minor, payments.currency,
            coalesce(staged.created_at, payments.created_at) as created_at,
            payments.business_date::text as business_date, payments.batch, payments.index,
            payments.hold_until, payments.released_at is not null as released,
            (select coalesce(sum(captures.amount_minor), 0)::bigint
               from transactions.captures captures
              where captures.payment_id = payments.id) as captured_minor,
            (select coalesce(sum(refunds.amount_minor), 0)::bigint
               from transactions.refunds refunds
              where refunds.payment_id = payments.id) as refunded_minor
       from transactions.payments payments
       join transactions.terminals terminals on terminals.id = payments.terminal_id
       join transactions.stores stores on stores.id = terminals.store_id
       join transactions.merchants merchants on merchants.id = stores.merchant_id
       left join transactions.staged_payments staged on staged.id = payments.id
      where payments.${owner} = :account
        and (cast(:orderReference as text) is null or payments.order_reference = cast(:orderReference as text))
        and (cast(:batch as bigint) is null or (payments.batch, payments.index) < (cast(:batch as bigint), cast(:index as integer)))
      order by payments.batch desc, payments.index desc
      limit :limit`,
    {
      account: filter.payableAccount ?? filter.walletAccount,
      orderReference: filter.orderReference,
      batch: filter.before?.batch.toString() ?? null,
      index: filter.before?.index ?? null,
      limit: filter.limit,
    },
  );
  return rows.map((row) => paymentOf(row, now));
}

/** Those of several payments that were paid at once, as they were at that moment: before anything was given back. */
export async function listPaidAtOnce(
  database: Database | Trx,
  ids: readonly Uuid[],
): Promise<(SucceededPayment & ShopNames)[]> {
  const { rows } = await database.raw<{ rows: (SucceededPayment & ShopNames)[] }>(
    `select payments.id, 'succeeded' as status, terminals.id as "terminalId", stores.id as "storeId",
            stores.name as "storeName", merchants.id as "merchantId", merchants.name as "merchantName",
            payments.order_reference as "orderReference", payments.charged_by as "chargedBy",
            payments.amount_minor as "amountMinor", cast(0 as bigint) as "refundedMinor", payments.currency,
            payments.created_at as at, payments.business_date::text as "businessDate"
       from transactions.payments payments
       join transactions.terminals terminals on terminals.id = payments.terminal_id
       join transactions.stores stores on stores.id = terminals.store_id
       join transactions.merchants merchants on merchants.id = stores.merchant_id
      where payments.id = any(cast(:ids as uuid[]))`,
    { ids: [...ids] },
  );
  return rows;
}

/** Payments of an order, at one till or at all of a merchant, as far as the feed has been read. */
export async function findPaymentsByOrder(
  database: Database,
  order: {
    readonly payableAccount: Uuid;
    readonly orderReference: string;
    readonly terminalId: Uuid | null;
    readonly limit: number;
  },
): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    `select id
       from transactions.payments
      where payable_account = :payableAccount and order_reference = :orderReference
        and (cast(:terminalId as uuid) is null or terminal_id = cast(:terminalId as uuid))
      order by batch desc, index desc
      limit :limit`,
    order,
  );
  return rows.map(({ id }) => id);
}

interface PaymentRow {
  readonly id: Uuid;
  readonly terminal_id: Uuid;
  readonly store_id: Uuid;
  readonly merchant_id: Uuid;
  readonly store_name: string;
  readonly merchant_name: string;
  readonly order_reference: string;
  readonly charged_by: string | null;
  readonly amount_minor: bigint;
  readonly captured_minor: bigint;
  readonly refunded_minor: bigint;
  readonly currency: CurrencyCode;
  readonly created_at: Date;
  readonly business_date: string;
  readonly hold_until: Date | null;
  readonly released: boolean;
  readonly batch: bigint;
  readonly index: number;
}

function paymentOf(row: PaymentRow, now: Date): ListedPayment {
  const facts = {
    id: row.id,
    merchantId: row.merchant_id,
    storeId: row.store_id,
    terminalId: row.terminal_id,
    orderReference: row.order_reference,
    chargedBy: row.charged_by,
    at: row.created_at,
    businessDate: row.business_date,
  };
  const shop = { merchantName: row.merchant_name, storeName: row.store_name };
  const place = { batch: row.batch, index: row.index };
  const money = { amountMinor: row.amount_minor, refundedMinor: row.refunded_minor, currency: row.currency };
  const { captured_minor: capturedMinor, released, hold_until: holdUntil } = row;
  if (holdUntil === null) return { ...facts, status: 'succeeded', ...money, ...shop, ...place };
  const payment = heldPayment(facts, { ...money, capturedMinor, released, holdUntil }, now);
  return { ...payment, ...shop, ...place };
}
