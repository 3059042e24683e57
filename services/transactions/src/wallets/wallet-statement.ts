import { formatPublicId, type PublicIdPrefix } from '@tamsui/ids';
import type { StatementLine } from '@tamsui/ledger-client';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import { z } from 'zod';
import { currencyWire, dateWire, idWire, instantWire, signedAmountWire } from '../http/wire-fields.ts';
import type { TerminalListing } from '../merchants/terminal-directory.ts';

const PREFIXES: Readonly<Record<string, PublicIdPrefix>> = { payment: 'pay', refund: 'rfd', transfer: 'trf' };

/** What `printStatementLine` prints, as it is described. */
export const statementLineWire = z
  .strictObject({
    version: z.string().regex(/^[1-9][0-9]*$/),
    type: z.string().meta({ description: 'The purpose of the entry.', examples: ['payment'] }),
    id: z.string(),
    payment: idWire('pay').optional(),
    amount: signedAmountWire,
    balance: signedAmountWire,
    currency: currencyWire,
    merchant: z.string().optional(),
    store: z.string().optional(),
    counterparty: z
      .strictObject({ name: z.string() })
      .optional()
      .meta({ description: 'The other side of a transfer, by a masked name.' }),
    at: instantWire,
    business_date: dateWire,
  })
  .meta({ id: 'StatementLine' });

/** One line of a resident's statement on the wire. The amount has a sign: what was paid is negative. */
export function printStatementLine(
  line: StatementLine,
  currency: CurrencyCode,
  terminal: TerminalListing | undefined,
  counterpartyName: string | undefined,
) {
  return {
    version: line.version.toString(),
    type: line.purpose,
    id: publicIdOf(line),
    ...paymentOf(line),
    amount: formatAmount(line.changeMinor, currency),
    balance: formatAmount(line.balanceMinor, currency),
    currency,
    ...(terminal === undefined ? {} : { merchant: terminal.merchantName, store: terminal.storeName }),
    ...(counterpartyName === undefined ? {} : { counterparty: { name: counterpartyName } }),
    at: line.at.toISOString(),
    business_date: line.businessDate,
  };
}

/** The payment that a refund or a capture belongs to: a refund of a capture names the payment, not the capture. */
function paymentOf({ refunds, reference }: StatementLine): { readonly payment?: string } {
  if (reference.payment !== undefined) return { payment: reference.payment };
  return refunds === null ? {} : { payment: formatPublicId('pay', refunds) };
}

/** A top-up has a row of its own and so its own id; everything else is called by its entry. */
function publicIdOf({ purpose, entry, reference }: StatementLine): string {
  if (purpose === 'payment' && reference.payment !== undefined) return formatPublicId('cap', entry);
  if (purpose === 'refund' && reference.refund !== undefined) return reference.refund;
  if (purpose === 'top_up' && reference.top_up !== undefined) return reference.top_up;
  return formatPublicId(PREFIXES[purpose] ?? 'ent', entry);
}
