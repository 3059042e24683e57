import type { CurrencyCode } from '@tamsui/money';

/** One credit transfer of a payment file, as the bank read it. */
export interface Transfer {
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly creditorAccount: string;
  readonly creditorName: string | null;
  readonly remittance: string | null;
}

/** A pain.001 file with one debtor account. */
export interface PaymentFile {
  readonly messageId: string;
  readonly debtorAccount: string;
  readonly transfers: readonly Transfer[];
}

/** Why a whole file is not taken. Nothing of it is booked or remembered. */
export type PaymentFileCode =
  | 'encoding_invalid'
  | 'doctype_forbidden'
  | 'cdata_forbidden'
  | 'xml_malformed'
  | 'wrong_message'
  | 'content_invalid'
  | 'transaction_count_mismatch'
  | 'control_sum_mismatch'
  | 'end_to_end_id_repeated'
  | 'debtor_account_unknown'
  | 'currency_mismatch';

export interface PaymentFileRefusal {
  readonly code: PaymentFileCode;
  /** Where in the file, as a path of element names, and what is wrong there. */
  readonly place?: string;
}

export type ReadPaymentFile =
  | { readonly ok: true; readonly file: PaymentFile }
  | { readonly ok: false; readonly refusal: PaymentFileRefusal };

/** ISO 20022 ExternalPaymentTransactionStatus: settled, or rejected. */
export type TransferStatus = 'ACSC' | 'RJCT';

/**
 * ISO 20022 ExternalStatusReason: AC03 invalid creditor account, AM03 currency of the creditor's account,
 * AM04 not enough money; and the DUPL of duplicate detection.
 */
export type RejectReason = 'DUPL' | 'AM04' | 'AM03' | 'AC03';

/** What became of one transfer. */
export interface TransferOutcome {
  readonly endToEndId: string;
  readonly status: TransferStatus;
  readonly reason: RejectReason | null;
}

/** The bank's answer to a file; the same for ever. */
export interface PaymentFileAnswer {
  readonly messageId: string;
  readonly fileHash: string;
  readonly transactions: readonly TransferOutcome[];
}
