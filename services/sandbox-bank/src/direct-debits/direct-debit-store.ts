import type { CurrencyCode } from '@tamsui/money';
import { type Database, queryRows } from '../database/database.ts';
import type { DirectDebit, DirectDebitFailure, DirectDebitStatus } from './direct-debit.ts';

interface DirectDebitRow {
  readonly id: string;
  readonly reference: string;
  readonly debtor_account: string;
  readonly creditor_account: string;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly description: string | null;
  readonly status: DirectDebitStatus;
  readonly failure_code: DirectDebitFailure | null;
  readonly created_at: Date;
  readonly booked_at: Date | null;
}

const COLUMNS = `id, reference, debtor_account, creditor_account, amount_minor, currency, description, status,
  failure_code, created_at, booked_at`;

function fromRow(row: DirectDebitRow): DirectDebit {
  return {
    id: row.id,
    reference: row.reference,
    debtorAccount: row.debtor_account,
    creditorAccount: row.creditor_account,
    amountMinor: row.amount_minor,
    currency: row.currency,
    description: row.description,
    status: row.status,
    failureCode: row.failure_code,
    createdAt: row.created_at,
    bookedAt: row.booked_at,
  };
}

/** Writes a pending direct debit. False when its reference is taken. */
export async function insertDirectDebit(database: Database, debit: DirectDebit): Promise<boolean> {
  const rows = await queryRows(
    database,
    `insert into sandbox_bank.direct_debits
       (id, reference, debtor_account, creditor_account, amount_minor, currency, description, status, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (reference) do nothing
     returning id`,
    [
      debit.id,
      debit.reference,
      debit.debtorAccount,
      debit.creditorAccount,
      debit.amountMinor.toString(),
      debit.currency,
      debit.description,
      debit.status,
      debit.createdAt,
    ],
  );
  return rows.length === 1;
}

export async function findDirectDebit(
  database: Database,
  reference: string,
): Promise<DirectDebit | undefined> {
  const rows = await queryRows<DirectDebitRow>(
    database,
    `select ${COLUMNS} from sandbox_bank.direct_debits where reference = ?`,
    [reference],
  );
  return rows.map(fromRow)[0];
}

/** Locks the oldest pending ones. Those that another process is executing are skipped. */
export async function lockPendingDirectDebits(trx: Database, limit: number): Promise<DirectDebit[]> {
  const rows = await queryRows<DirectDebitRow>(
    trx,
    `select ${COLUMNS} from sandbox_bank.direct_debits
     where status = 'pending' order by position limit ? for update skip locked`,
    [limit],
  );
  return rows.map(fromRow);
}

/** Writes the outcomes of direct debits that this trx holds locked. */
export async function updateOutcomes(trx: Database, debits: readonly DirectDebit[]): Promise<void> {
  await queryRows(
    trx,
    `update sandbox_bank.direct_debits as debit
     set status = done.status, failure_code = done.failure_code, booked_at = done.booked_at
     from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as done (id, status, failure_code, booked_at)
     where debit.id = done.id`,
    [
      debits.map((debit) => debit.id),
      debits.map((debit) => debit.status),
      debits.map((debit) => debit.failureCode),
      debits.map((debit) => debit.bookedAt?.toISOString() ?? null),
    ],
  );
}
