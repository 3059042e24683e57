import { isCurrencyCode, parseAmount } from '@tamsui/money';
import type { z } from 'zod';
import { type Pain001, pain001, pain001Root } from './pain001-schema.ts';
import type { PaymentFileCode, ReadPaymentFile, Transfer } from './payment-file.ts';
import { readXmlDocument } from './xml-document.ts';

type CreditTransfer = Pain001['PmtInf']['CdtTrfTxInf'][number];

function refused(code: PaymentFileCode, place?: string): ReadPaymentFile {
  return { ok: false, refusal: place === undefined ? { code } : { code, place } };
}

/** The path of elements without the positions of those that occur once. */
function placeOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return '';
  const path = issue.path.filter((part) => part !== 0 && part !== '#text').join('/');
  return `${path}: ${issue.message}`.slice(0, 300);
}

function readTransfer(item: CreditTransfer): Transfer | undefined {
  const { text, currency } = item.Amt.InstdAmt;
  if (!isCurrencyCode(currency)) return undefined;
  const amount = parseAmount(text, currency);
  if (!amount.ok) return undefined;
  return {
    endToEndId: item.PmtId.EndToEndId,
    amountMinor: amount.amountMinor,
    currency,
    creditorAccount: item.CdtrAcct.Id.Othr.Id,
    creditorName: item.Cdtr.Nm ?? null,
    remittance: item.RmtInf?.Ustrd?.[0] ?? null,
  };
}

/** Decimal digits to an integer of 10^-5, the finest step that ISO 20022 allows an amount. */
function hundredThousandths(text: string): bigint | undefined {
  const [whole = '', decimals = ''] = text.split('.');
  return decimals.length > 5 ? undefined : BigInt(whole + decimals.padEnd(5, '0'));
}

function totalsProblem(message: Pain001): PaymentFileCode | undefined {
  const items = message.PmtInf.CdtTrfTxInf;
  const blocks = [message.GrpHdr, message.PmtInf];
  if (blocks.some((block) => block.NbOfTxs !== items.length)) return 'transaction_count_mismatch';
  const sum = items.reduce((total, item) => total + (hundredThousandths(item.Amt.InstdAmt.text) ?? 0n), 0n);
  return blocks.some((block) => hundredThousandths(block.CtrlSum) !== sum)
    ? 'control_sum_mismatch'
    : undefined;
}

/** What the elements say taken together, once each of them is as it should be. */
function readMessage(message: Pain001): ReadPaymentFile {
  const transfers = message.PmtInf.CdtTrfTxInf.map(readTransfer);
  const broken = transfers.indexOf(undefined);
  if (broken !== -1) return refused('content_invalid', `CdtTrfTxInf/${broken}/Amt/InstdAmt: is no amount`);
  const totals = totalsProblem(message);
  if (totals !== undefined) return refused(totals);
  const known = transfers.filter((transfer) => transfer !== undefined);
  const seen = new Set(known.map((transfer) => transfer.endToEndId));
  if (seen.size !== known.length) return refused('end_to_end_id_repeated');
  const accountCurrency = message.PmtInf.DbtrAcct.Ccy;
  const currencies = new Set<string>(known.map((transfer) => transfer.currency));
  if (accountCurrency !== undefined) currencies.add(accountCurrency);
  if (currencies.size !== 1) return refused('currency_mismatch');
  return {
    ok: true,
    file: {
      messageId: message.GrpHdr.MsgId,
      debtorAccount: message.PmtInf.DbtrAcct.Id.Othr.Id,
      transfers: known,
    },
  };
}

/**
 * Reads a pain.001.001.09 with one payment information block. The bank is strict: counts and control sums at
 * both levels, one currency, end-to-end ids that differ.
 */
export function readPaymentFile(bytes: Uint8Array): ReadPaymentFile {
  const read = readXmlDocument(bytes);
  if (!read.ok) return refused(read.code);
  if (!pain001Root.safeParse(read.document).success) return refused('wrong_message');
  const parsed = pain001.safeParse(read.document);
  if (!parsed.success) return refused('content_invalid', placeOf(parsed.error));
  return readMessage(parsed.data.Document.CstmrCdtTrfInitn);
}
