import { type Database, queryRows } from '../database/database.ts';
import type { Entry, EntryKind } from './account.ts';

interface EntryRow {
  readonly account_number: string;
  readonly entry_number: bigint;
  readonly kind: EntryKind;
  readonly direction: Entry['direction'];
  readonly amount_minor: bigint;
  readonly balance_minor: bigint;
  readonly bank_reference: string;
  readonly end_to_end_id: string | null;
  readonly counterparty_account: string | null;
  readonly counterparty_name: string | null;
  readonly remittance: string | null;
  readonly booked_at: Date;
}

const COLUMNS = `account_number, entry_number, kind, direction, amount_minor, balance_minor, bank_reference,
  end_to_end_id, counterparty_account, counterparty_name, remittance, booked_at`;

function fromRow(row: EntryRow): Entry {
  return {
    accountNumber: row.account_number,
    entryNumber: row.entry_number,
    kind: row.kind,
    direction: row.direction,
    amountMinor: row.amount_minor,
    balanceMinor: row.balance_minor,
    bankReference: row.bank_reference,
    endToEndId: row.end_to_end_id,
    counterpartyAccount: row.counterparty_account,
    counterpartyName: row.counterparty_name,
    remittance: row.remittance,
    bookedAt: row.booked_at,
  };
}

/** Appends entries, many in one statement. */
export async function insertEntries(trx: Database, entries: readonly Entry[]): Promise<void> {
  await queryRows(
    trx,
    `insert into sandbox_bank.entries (${COLUMNS})
     select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
       ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])`,
    [
      entries.map((entry) => entry.accountNumber),
      entries.map((entry) => entry.entryNumber.toString()),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.direction),
      entries.map((entry) => entry.amountMinor.toString()),
      entries.map((entry) => entry.balanceMinor.toString()),
      entries.map((entry) => entry.bankReference),
      entries.map((entry) => entry.endToEndId),
      entries.map((entry) => entry.counterpartyAccount),
      entries.map((entry) => entry.counterpartyName),
      entries.map((entry) => entry.remittance),
      entries.map((entry) => entry.bookedAt.toISOString()),
    ],
  );
}

/** The entries behind `afterEntryNumber` in order, at most `limit`. */
export async function listEntries(
  database: Database,
  accountNumber: string,
  afterEntryNumber: bigint,
  limit: number,
): Promise<Entry[]> {
  const rows = await queryRows<EntryRow>(
    database,
    `select ${COLUMNS} from sandbox_bank.entries
     where account_number = ? and entry_number > ? order by entry_number limit ?`,
    [accountNumber, afterEntryNumber.toString(), limit],
  );
  return rows.map(fromRow);
}
