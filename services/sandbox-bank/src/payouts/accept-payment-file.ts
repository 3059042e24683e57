import { createHash } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import { lockAccounts } from '../accounts/account-store.ts';
import { type Booking, createBooking, type MovementFailure } from '../accounts/booking.ts';
import { writeBooking } from '../accounts/write-booking.ts';
import type { Clock } from '../clock.ts';
import { type Database, withTrx } from '../database/database.ts';
import type {
  PaymentFile,
  PaymentFileAnswer,
  PaymentFileRefusal,
  RejectReason,
  Transfer,
  TransferOutcome,
} from './payment-file.ts';
import { readPaymentFile } from './payment-file-reader.ts';
import {
  findFileHash,
  findPaidIds,
  insertOutcomes,
  insertPaymentFile,
  listOutcomes,
} from './payment-file-store.ts';

export type AcceptPaymentFileResult =
  | { readonly outcome: 'accepted' | 'same_as_before'; readonly answer: PaymentFileAnswer }
  | { readonly outcome: 'message_id_reused' }
  | { readonly outcome: 'refused'; readonly refusal: PaymentFileRefusal };

export interface AcceptPaymentFileDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newReference: () => string;
}

/** The debtor's side was checked for the whole file, so the first two cannot happen to one transfer alone. */
const REASONS: Readonly<Record<MovementFailure, RejectReason>> = {
  account_unknown: 'AC03',
  currency_mismatch: 'AM03',
  creditor_currency_mismatch: 'AM03',
  same_account: 'AC03',
  insufficient_funds: 'AM04',
};

function pay(
  booking: Booking,
  debtorAccount: string,
  transfer: Transfer,
  bankReference: string,
): TransferOutcome {
  const failure = booking.move({ ...transfer, kind: 'credit_transfer', debtorAccount, bankReference });
  const { endToEndId } = transfer;
  if (failure === undefined) return { endToEndId, status: 'ACSC', reason: null };
  return { endToEndId, status: 'RJCT', reason: REASONS[failure] };
}

/** The stored answer of a file, or `undefined` when there is none. */
export async function findAnswer(
  database: Database,
  messageId: string,
): Promise<PaymentFileAnswer | undefined> {
  const fileHash = await findFileHash(database, messageId);
  if (fileHash === undefined) return undefined;
  return { messageId, fileHash, transactions: await listOutcomes(database, messageId) };
}

/**
 * Takes a payment file once for each message id, and pays each transfer once for each debtor and end-to-end id,
 * in whatever file it comes. All of a file is booked in one trx, in the order of the file.
 */
export function createAcceptPaymentFile({ database, clock, newReference }: AcceptPaymentFileDeps) {
  const payAll = async (trx: Database, file: PaymentFile, accounts: readonly Account[], at: Date) => {
    const ids = file.transfers.map((transfer) => transfer.endToEndId);
    const paidBefore = await findPaidIds(trx, file.debtorAccount, ids);
    const booking = createBooking(accounts, at);
    const outcomes = file.transfers.map((transfer): TransferOutcome => {
      if (!paidBefore.has(transfer.endToEndId))
        return pay(booking, file.debtorAccount, transfer, newReference());
      return { endToEndId: transfer.endToEndId, status: 'RJCT', reason: 'DUPL' };
    });
    await writeBooking(trx, booking);
    await insertOutcomes(trx, file.messageId, file.debtorAccount, outcomes);
    return outcomes;
  };
  const accept = async (
    trx: Database,
    file: PaymentFile,
    fileHash: string,
  ): Promise<AcceptPaymentFileResult> => {
    const { messageId, debtorAccount, transfers } = file;
    const numbers = [debtorAccount, ...transfers.map((transfer) => transfer.creditorAccount)];
    const accounts = await lockAccounts(trx, numbers);
    const debtor = accounts.find((account) => account.accountNumber === debtorAccount);
    if (debtor === undefined) return { outcome: 'refused', refusal: { code: 'debtor_account_unknown' } };
    if (transfers.some((transfer) => transfer.currency !== debtor.currency)) {
      return { outcome: 'refused', refusal: { code: 'currency_mismatch' } };
    }
    const at = clock.now();
    if (!(await insertPaymentFile(trx, messageId, fileHash, debtorAccount, at))) {
      const answer = await findAnswer(trx, messageId);
      if (answer?.fileHash !== fileHash) return { outcome: 'message_id_reused' };
      return { outcome: 'same_as_before', answer };
    }
    const transactions = await payAll(trx, file, accounts, at);
    return { outcome: 'accepted', answer: { messageId, fileHash, transactions } };
  };
  return async (bytes: Uint8Array): Promise<AcceptPaymentFileResult> => {
    const read = readPaymentFile(bytes);
    if (!read.ok) return { outcome: 'refused', refusal: read.refusal };
    const fileHash = createHash('sha256').update(bytes).digest('hex');
    return withTrx(database, (trx) => accept(trx, read.file, fileHash));
  };
}
