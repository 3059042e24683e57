import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { PaymentFile, Transfer } from './payment-file.ts';

interface TransferRow {
  readonly id: Uuid;
  readonly end_to_end_id: string;
  readonly payout_minor: bigint;
  readonly holder_name: string;
  readonly account_number: string;
  readonly bank_code: string;
}

/** What a run posted and what leaves the bank, in the order in which the file has it: also what an earlier run had to hold. */
export async function findTransfers(database: Database, run: Uuid): Promise<Transfer[]> {
  const { rows } = await database.raw<{ rows: TransferRow[] }>(
    `select id, end_to_end_id, payout_minor, holder_name, account_number, bank_code
     from settlement.payouts join settlement.payout_entries posted on posted.payout = payouts.id
     where posted.run = :run and payout_minor > 0 order by merchant, id`,
    { run },
  );
  return rows.map((row) => ({
    payout: row.id,
    endToEndId: row.end_to_end_id,
    amountMinor: row.payout_minor,
    creditor: { name: row.holder_name, accountNumber: row.account_number, bankCode: row.bank_code },
  }));
}

/** A run has one file: the first stays, in whichever unique index two writers meet. */
export async function insertPaymentFile(database: Database, file: PaymentFile): Promise<void> {
  await database.raw(
    `insert into settlement.payment_files (run, message_id, sha256, content, transfer_count, control_sum_minor)
     values (:run, :messageId, :sha256, :content, :transferCount, :controlSumMinor)
     on conflict do nothing`,
    { ...file },
  );
}

export async function findPaymentFile(
  database: Database,
  run: Uuid,
): Promise<Pick<PaymentFile, 'messageId' | 'content' | 'sha256'> | undefined> {
  const { rows } = await database.raw<{
    rows: { messageId: string; content: Buffer; sha256: Buffer }[];
  }>(`select message_id as "messageId", content, sha256 from settlement.payment_files where run = :run`, {
    run,
  });
  return rows[0];
}
