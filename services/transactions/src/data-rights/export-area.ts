import type { PublicIdPrefix, Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import type { CsvRow } from './csv.ts';
import { readToldEvents } from './read-told-events.ts';

/** One part of an export: the rows of a person in some tables, as they are to be read outside. */
export interface ExportArea {
  /** Names its two files, `.json` and `.csv`. */
  readonly name: string;
  /** The tables that it shows; see the test that walks the database. */
  readonly tables: readonly string[];
  /** SQL that takes `:residentId`, `:walletIds` and `:accounts`, or what reads. No secret, and nothing of other people. */
  readonly rows: string | ((trx: Trx, residentId: Uuid) => Promise<readonly CsvRow[]>);
  /** Columns that are ids of ours, and how such ids begin outside. */
  readonly ids?: Readonly<Record<string, PublicIdPrefix>>;
  /** A column that is closed with somebody's key: whose, and what belongs to its place besides. */
  readonly sealed?: { readonly column: string; readonly place: readonly string[]; readonly holder: string };
}

const OF_PAYMENT = 'select id from transactions.payments where wallet_account = any (:accounts)';

/** All that is kept on a person in rows. What is in the vault and in the ledger comes beside it. */
export const EXPORT_AREAS: readonly ExportArea[] = [
  {
    name: 'resident',
    tables: ['residents'],
    rows: 'select id, assurance, created_at from transactions.residents where id = :residentId',
    ids: { id: 'res' },
  },
  {
    name: 'identities',
    tables: ['resident_identities'],
    rows: 'select issuer, created_at from transactions.resident_identities where resident_id = :residentId',
  },
  {
    name: 'sign-ins',
    tables: ['sign_ins'],
    rows: `select id, created_at, expires_at, exchanged_at, assurance, device_id, revoked_at
            from transactions.sign_ins where resident_id = :residentId order by created_at, id`,
    ids: { id: 'sin', device_id: 'dev' },
  },
  {
    name: 'devices',
    tables: ['devices', 'offline_code_devices'],
    rows: `select devices.id, devices.resident_id, devices.sealed_name as name, devices.thumbprint, devices.created_at, devices.cooling_until,
                 devices.removed_at, offline.created_at as offline_codes_since
            from transactions.devices devices
            left join transactions.offline_code_devices offline on offline.device_id = devices.id
           where devices.resident_id = :residentId order by devices.created_at, devices.id`,
    ids: { id: 'dev' },
    sealed: { column: 'name', place: ['device', 'name'], holder: 'resident_id' },
  },
  {
    name: 'sessions',
    tables: ['token_families'],
    rows: `select families.id, families.device_id, families.created_at, families.rotated_at, families.ended_at,
                 families.ended_because
            from transactions.token_families families
            join transactions.devices devices on devices.id = families.device_id
           where devices.resident_id = :residentId order by families.created_at, families.id`,
    ids: { id: 'ses', device_id: 'dev' },
  },
  {
    name: 'sandbox-tokens',
    tables: ['resident_tokens'],
    rows: 'select created_at from transactions.resident_tokens where resident_id = :residentId order by created_at',
  },
  {
    name: 'pin',
    tables: ['pins'],
    rows: 'select set_at, failures, lockouts, locked_until from transactions.pins where resident_id = :residentId',
  },
  {
    name: 'wallets',
    tables: ['wallets'],
    rows: 'select id, currency, created_at from transactions.wallets where resident_id = :residentId',
    ids: { id: 'wal' },
  },
  {
    name: 'limits',
    tables: ['wallet_limits'],
    rows: `select limits.account_class, limits.single_minor, limits.day_minor, limits.month_minor, limits.pending_from,
                 limits.pending_single_minor, limits.pending_day_minor, limits.pending_month_minor, limits.changed_at,
                 wallets.currency
            from transactions.wallet_limits limits
            join transactions.wallets wallets on wallets.id = limits.wallet_id
           where limits.wallet_id = any (:walletIds)`,
  },
  {
    name: 'freezes',
    tables: ['wallet_freezes'],
    rows: `select placed_by, reason, placed_at, lifted_by, lifted_at
            from transactions.wallet_freezes where wallet_id = any (:walletIds) order by placed_at, id`,
  },
  {
    name: 'payments',
    tables: ['payments'],
    rows: `select payments.id, payments.amount_minor, payments.currency, payments.order_reference, payments.capture,
                 payments.hold_until, payments.released_at, payments.created_at, cast(payments.business_date as text) as business_date,
                 merchants.name as merchant, stores.name as store
            from transactions.payments payments
            left join transactions.terminals terminals on terminals.id = payments.terminal_id
            left join transactions.stores stores on stores.id = terminals.store_id
            left join transactions.merchants merchants on merchants.id = stores.merchant_id
           where payments.wallet_account = any (:accounts) order by payments.batch, payments.index`,
    ids: { id: 'pay' },
  },
  {
    name: 'captures',
    tables: ['captures'],
    rows: `select id, payment_id, amount_minor, currency, created_at, cast(business_date as text) as business_date
            from transactions.captures where payment_id in (${OF_PAYMENT}) order by batch, index`,
    ids: { id: 'cap', payment_id: 'pay' },
  },
  {
    name: 'refunds',
    tables: ['refunds'],
    rows: `select coalesce(refund_id, id) as id, payment_id, reason, amount_minor, currency, created_at, cast(business_date as text) as business_date
            from transactions.refunds where payment_id in (${OF_PAYMENT}) order by batch, index`,
    ids: { id: 'rfd', payment_id: 'pay' },
  },
  {
    name: 'consents',
    tables: ['staged_payments'],
    rows: `select id, amount_minor, currency, order_reference, capture, declined, confirm_before, hold_until, created_at,
                 decided_at
            from transactions.staged_payments where resident_id = :residentId order by created_at, id`,
    ids: { id: 'pay' },
  },
  {
    name: 'failed-shop-payments',
    tables: ['failed_shop_payments'],
    rows: `select payment_id, device_id from transactions.failed_shop_payments
           where wallet_account = any (:accounts) order by payment_id`,
    ids: { payment_id: 'pay', device_id: 'dev' },
  },
  {
    name: 'offline-payments',
    tables: ['offline_code_uses'],
    rows: `select uses.payment_id, uses.device_id, uses.amount_minor, uses.used_at, uses.outcome, wallets.currency
            from transactions.offline_code_uses uses
            join transactions.wallets wallets on wallets.account = uses.wallet_account
           where uses.wallet_account = any (:accounts) order by uses.used_at, uses.payment_id`,
    ids: { payment_id: 'pay', device_id: 'dev' },
  },
  {
    name: 'transfers',
    tables: ['transfers'],
    rows: `select id, case when payer_id = :residentId then 'sent' else 'received' end as direction, payer_id,
                 case when payer_id = :residentId then device_id end as device_id,
                 amount_minor, currency, send_at, status, failure, created_at, sent_at, details
            from transactions.transfers
           where payer_id = :residentId or (payee_id = :residentId and status = 'succeeded')
           order by created_at, id`,
    ids: { id: 'trf', device_id: 'dev' },
    sealed: { column: 'details', place: ['transfer'], holder: 'payer_id' },
  },
  {
    name: 'payee-lookups',
    tables: ['payee_lookups', 'payee_lookup_counts'],
    rows: `select lookups.masked_name, lookups.expires_at, counts.lookups as lookups_lately, counts.window_at
            from transactions.payee_lookup_counts counts
            left join transactions.payee_lookups lookups on lookups.resident_id = counts.resident_id
           where counts.resident_id = :residentId order by lookups.expires_at`,
  },
  {
    name: 'money-requests',
    tables: ['money_requests'],
    rows: `select id, asker_id, currency, created_at, expires_at, details
            from transactions.money_requests where asker_id = :residentId order by created_at, id`,
    ids: { id: 'mrq' },
    sealed: { column: 'details', place: ['money-request'], holder: 'asker_id' },
  },
  {
    name: 'request-shares',
    tables: ['request_shares'],
    rows: `select shares.id, shares.request_id,
                 case when requests.asker_id = :residentId then 'asked' else 'was_asked' end as direction,
                 shares.amount_minor, requests.currency, shares.status, shares.created_at, shares.decided_at
            from transactions.request_shares shares
            join transactions.money_requests requests on requests.id = shares.request_id
           where shares.payer_id = :residentId or requests.asker_id = :residentId order by shares.created_at, shares.id`,
    ids: { id: 'shr', request_id: 'mrq' },
  },
  {
    name: 'top-ups',
    tables: ['top_ups'],
    rows: `select id, resident_id, amount_minor, currency, creditor_account, status, failure_code, created_at, finished_at,
                 sealed_debtor_account as debtor_account
            from transactions.top_ups where resident_id = :residentId order by created_at, id`,
    ids: { id: 'top' },
    sealed: { column: 'debtor_account', place: ['top-up', 'debtor-account'], holder: 'resident_id' },
  },
  {
    name: 'closings',
    tables: ['wallet_closings', 'closing_payouts'],
    rows: `select closings.id, closings.state, closings.requested_at, closings.finished_at, closings.bank_reason,
                 payouts.round, payouts.amount_minor, payouts.currency, payouts.state as payout
            from transactions.wallet_closings closings
            left join transactions.closing_payouts payouts on payouts.closing_id = closings.id
           where closings.resident_id = :residentId order by closings.requested_at, payouts.round`,
    ids: { id: 'cls' },
  },
  {
    name: 'events',
    tables: ['events'],
    rows: readToldEvents,
  },
  {
    name: 'record-accesses',
    tables: ['record_accesses'],
    rows: `select id, reader, reader_name, purpose, case_reference, fields, accessed_at
            from transactions.record_accesses where resident_id = :residentId order by id`,
    ids: { id: 'rac' },
  },
  {
    name: 'exports',
    tables: ['data_exports'],
    rows: `select id, status, requested_at, finished_at, expires_at, bytes
            from transactions.data_exports where resident_id = :residentId order by id`,
    ids: { id: 'exp' },
  },
];
