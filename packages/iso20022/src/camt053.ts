import type { Refusal } from '@tamsui/errors';
import type { CurrencyCode } from '@tamsui/money';
import type { XmlGuardCode } from './xml-guard.ts';

/** One transaction below an entry: `NtryDtls/TxDtls`. */
export interface CamtTransaction {
  /** `null` when the bank gives none or says NOTPROVIDED. */
  readonly endToEndId: string | null;
  readonly bankReference: string | null;
  /** `null` when the bank leaves it to the entry. */
  readonly amountMinor: bigint | null;
  /** Unstructured remittance lines, joined by a blank. */
  readonly remittance: string | null;
}

/** `NtryDtls/Btch`: one entry that stands for several transfers. */
export interface CamtBatch {
  readonly messageId: string | null;
  readonly paymentInformationId: string | null;
  readonly transactionCount: number | null;
}

/** A line of the statement: `Ntry`. */
export interface CamtEntry {
  readonly amountMinor: bigint;
  /** What happened to the account. For a reversal too: a reversed credit is a debit. */
  readonly direction: 'credit' | 'debit';
  readonly reversal: boolean;
  /** Only `BOOK` counts in the balances; `PDNG` and `INFO` are news. */
  readonly status: string;
  /** ISO 8601 dates, as the bank wrote them. */
  readonly bookingDate: string | null;
  readonly valueDate: string | null;
  /** `AcctSvcrRef`: the bank's own key of this entry. */
  readonly bankReference: string | null;
  /** `Domn/Fmly/SubFmly` as `PMNT-ICDT-ESCT`, or the proprietary code. */
  readonly bankTransactionCode: string | null;
  readonly endToEndIds: readonly string[];
  readonly transactions: readonly CamtTransaction[];
  readonly batch: CamtBatch | null;
}

/** One account statement whose sums were checked. Amounts are minor units; balances may be negative. */
export interface CamtStatement {
  readonly statementId: string;
  /** `ElctrncSeqNb`: a gap is a missing statement. `null` when the bank does not number. */
  readonly electronicSequenceNumber: number | null;
  /** `Acct/Id/Othr/Id` or the IBAN. */
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly openingBalanceMinor: bigint;
  readonly closingBalanceMinor: bigint;
  readonly entries: readonly CamtEntry[];
}

/** Why a file is not taken. `path` names the element where there is one. */
export type Camt053Code =
  | XmlGuardCode
  | 'wrong_message'
  | 'several_statements'
  | 'element_missing'
  | 'value_invalid'
  | 'currency_unknown'
  | 'currency_mixed'
  | 'too_many_entries'
  | 'balances_disagree';

export type Camt053Refusal = Refusal<Camt053Code>;

/** Most entries of one statement. */
export const MAX_STATEMENT_ENTRIES = 100_000;
/** Most transactions below one entry. */
export const MAX_ENTRY_TRANSACTIONS = 100_000;
