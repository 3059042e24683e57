import type { CurrencyCode } from '@tamsui/money';
import { type CamtBatch, type CamtEntry, type CamtTransaction, MAX_ENTRY_TRANSACTIONS } from './camt053.ts';
import type { FieldReader } from './camt053-fields.ts';
import { textOf } from './xml-reader.ts';

/** ISO 20022 says so where the debtor gave no end-to-end id. */
const NOT_PROVIDED = 'NOTPROVIDED';
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** `CdtDbtInd`: CRDT or DBIT, nothing else. */
export function readDirection(fields: FieldReader, node: unknown): 'credit' | 'debit' {
  const indicator = fields.required(node, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') fields.note('value_invalid', 'CdtDbtInd');
  return indicator === 'CRDT' ? 'credit' : 'debit';
}

/** A date, or the date of an instant as the bank wrote it: its own zone decides its own booking day. */
function readDate(fields: FieldReader, node: unknown, path: string): string | null {
  const text = fields.optional(node, `${path}/Dt`) ?? fields.optional(node, `${path}/DtTm`);
  if (text !== null && !DATE.test(text)) fields.note('value_invalid', path);
  return text?.slice(0, 10) ?? null;
}

function readReversal(fields: FieldReader, node: unknown): boolean {
  const text = fields.optional(node, 'RvslInd') ?? 'false';
  if (!['true', 'false', '1', '0'].includes(text)) fields.note('value_invalid', 'RvslInd');
  return text === 'true' || text === '1';
}

function readTransactionCode(fields: FieldReader, node: unknown): string | null {
  const domain = ['Cd', 'Fmly/Cd', 'Fmly/SubFmlyCd'].map((path) =>
    fields.optional(node, `BkTxCd/Domn/${path}`),
  );
  if (domain.every((part) => part !== null)) return domain.join('-');
  return fields.optional(node, 'BkTxCd/Prtry/Cd');
}

function readTransaction(fields: FieldReader, node: unknown, currency: CurrencyCode): CamtTransaction {
  const endToEndId = fields.optional(node, 'Refs/EndToEndId');
  const lines = fields.nodes(node, 'RmtInf/Ustrd').map((line) => textOf(line) ?? '');
  return {
    endToEndId: endToEndId === NOT_PROVIDED ? null : endToEndId,
    bankReference: fields.optional(node, 'Refs/AcctSvcrRef'),
    amountMinor: fields.nodes(node, 'Amt').length === 0 ? null : fields.amount(node, 'Amt', currency),
    remittance: lines.join(' ').trim() || null,
  };
}

function readBatch(fields: FieldReader, node: unknown): CamtBatch | null {
  const [batch] = fields.nodes(node, 'NtryDtls/Btch');
  if (batch === undefined) return null;
  const count = fields.optional(batch, 'NbOfTxs');
  if (count !== null && !/^[0-9]{1,15}$/.test(count)) fields.note('value_invalid', 'Btch/NbOfTxs');
  return {
    messageId: fields.optional(batch, 'MsgId'),
    paymentInformationId: fields.optional(batch, 'PmtInfId'),
    transactionCount: count === null ? null : Number(count),
  };
}

/** Reads one `Ntry` (ISO 20022 ReportEntry10). Amounts in another currency than the account's are refused. */
export function readEntry(fields: FieldReader, node: unknown, currency: CurrencyCode): CamtEntry {
  const details = fields.nodes(node, 'NtryDtls/TxDtls');
  if (details.length > MAX_ENTRY_TRANSACTIONS) fields.note('too_many_entries', 'NtryDtls/TxDtls');
  const transactions = details.map((detail) => readTransaction(fields, detail, currency));
  return {
    amountMinor: fields.amount(node, 'Amt', currency),
    direction: readDirection(fields, node),
    reversal: readReversal(fields, node),
    status: fields.optional(node, 'Sts/Prtry') ?? fields.required(node, 'Sts/Cd'),
    bookingDate: readDate(fields, node, 'BookgDt'),
    valueDate: readDate(fields, node, 'ValDt'),
    bankReference: fields.optional(node, 'AcctSvcrRef'),
    bankTransactionCode: readTransactionCode(fields, node),
    endToEndIds: transactions.flatMap(({ endToEndId }) => (endToEndId === null ? [] : [endToEndId])),
    transactions,
    batch: readBatch(fields, node),
  };
}
