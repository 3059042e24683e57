import { type Database, queryRows } from '../database/database.ts';
import type { Statement } from './statement.ts';

interface StatementRow {
  readonly account_number: string;
  readonly sequence: bigint;
  readonly opening_balance_minor: bigint;
  readonly closing_balance_minor: bigint;
  readonly entry_count: bigint;
  readonly last_entry_number: bigint;
  readonly from_at: Date;
  readonly to_at: Date;
}

const COLUMNS = `account_number, sequence, opening_balance_minor, closing_balance_minor, entry_count,
  last_entry_number, from_at, to_at`;

function fromRow(row: StatementRow): Statement {
  return {
    accountNumber: row.account_number,
    sequence: row.sequence,
    openingBalanceMinor: row.opening_balance_minor,
    closingBalanceMinor: row.closing_balance_minor,
    entryCount: Number(row.entry_count),
    lastEntryNumber: row.last_entry_number,
    from: row.from_at,
    to: row.to_at,
  };
}

export async function insertStatement(trx: Database, statement: Statement, document: string): Promise<void> {
  await queryRows(
    trx,
    `insert into sandbox_bank.statements (${COLUMNS}, document) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      statement.accountNumber,
      statement.sequence.toString(),
      statement.openingBalanceMinor.toString(),
      statement.closingBalanceMinor.toString(),
      statement.entryCount,
      statement.lastEntryNumber.toString(),
      statement.from,
      statement.to,
      Buffer.from(document, 'utf8'),
    ],
  );
}

export async function findLastStatement(
  trx: Database,
  accountNumber: string,
): Promise<Statement | undefined> {
  const rows = await queryRows<StatementRow>(
    trx,
    `select ${COLUMNS} from sandbox_bank.statements where account_number = ? order by sequence desc limit 1`,
    [accountNumber],
  );
  return rows.map(fromRow)[0];
}

/** Statements behind `afterSequence`, oldest first, at most `limit`. */
export async function listStatements(
  database: Database,
  accountNumber: string,
  afterSequence: bigint,
  limit: number,
): Promise<Statement[]> {
  const rows = await queryRows<StatementRow>(
    database,
    `select ${COLUMNS} from sandbox_bank.statements
     where account_number = ? and sequence > ? order by sequence limit ?`,
    [accountNumber, afterSequence.toString(), limit],
  );
  return rows.map(fromRow);
}

/** The bytes of a statement as they were issued. */
export async function findDocument(
  database: Database,
  accountNumber: string,
  sequence: bigint,
): Promise<Buffer | undefined> {
  const rows = await queryRows<{ readonly document: Buffer }>(
    database,
    'select document from sandbox_bank.statements where account_number = ? and sequence = ?',
    [accountNumber, sequence.toString()],
  );
  return rows[0]?.document;
}
