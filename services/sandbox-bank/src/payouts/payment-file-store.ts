import { type Database, queryRows } from '../database/database.ts';
import type { RejectReason, TransferOutcome, TransferStatus } from './payment-file.ts';

/** Claims a message id. False when a file of this id was taken before: waits for one that is being taken. */
export async function insertPaymentFile(
  trx: Database,
  messageId: string,
  fileHash: string,
  debtorAccount: string,
  receivedAt: Date,
): Promise<boolean> {
  const rows = await queryRows(
    trx,
    `insert into sandbox_bank.payment_files (message_id, file_hash, debtor_account, received_at)
     values (?, ?, ?, ?) on conflict (message_id) do nothing returning message_id`,
    [messageId, fileHash, debtorAccount, receivedAt],
  );
  return rows.length === 1;
}

export async function findFileHash(database: Database, messageId: string): Promise<string | undefined> {
  const rows = await queryRows<{ readonly file_hash: string }>(
    database,
    'select file_hash from sandbox_bank.payment_files where message_id = ?',
    [messageId],
  );
  return rows[0]?.file_hash;
}

/** Those of the ids that this debtor was ever debited for. The debtor's account is locked by this trx. */
export async function findPaidIds(
  trx: Database,
  debtorAccount: string,
  endToEndIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await queryRows<{ readonly end_to_end_id: string }>(
    trx,
    `select end_to_end_id from sandbox_bank.payouts
     where debtor_account = ? and status = 'ACSC' and end_to_end_id = any(?::text[])`,
    [debtorAccount, endToEndIds],
  );
  return new Set(rows.map((row) => row.end_to_end_id));
}

/** Writes what became of each transfer, in the order of the file. */
export async function insertOutcomes(
  trx: Database,
  messageId: string,
  debtorAccount: string,
  outcomes: readonly TransferOutcome[],
): Promise<void> {
  await queryRows(
    trx,
    `insert into sandbox_bank.payouts (message_id, position, debtor_account, end_to_end_id, status, reason)
     select ?, position, ?, end_to_end_id, status, reason
     from unnest(?::text[], ?::text[], ?::text[])
       with ordinality as outcome (end_to_end_id, status, reason, position)`,
    [
      messageId,
      debtorAccount,
      outcomes.map((outcome) => outcome.endToEndId),
      outcomes.map((outcome) => outcome.status),
      outcomes.map((outcome) => outcome.reason),
    ],
  );
}

export async function listOutcomes(database: Database, messageId: string): Promise<TransferOutcome[]> {
  const rows = await queryRows<{
    readonly end_to_end_id: string;
    readonly status: TransferStatus;
    readonly reason: RejectReason | null;
  }>(
    database,
    'select end_to_end_id, status, reason from sandbox_bank.payouts where message_id = ? order by position',
    [messageId],
  );
  return rows.map(({ end_to_end_id, status, reason }) => ({ endToEndId: end_to_end_id, status, reason }));
}
