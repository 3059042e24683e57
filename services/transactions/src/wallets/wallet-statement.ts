import { formatPublicId, type PublicIdPrefix } from '@tamsui/ids';
import type { StatementLine } from '@tamsui/ledger-client';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import type { TerminalListing } from '../merchants/terminal-directory.ts';

const PREFIXES: Readonly<Record<string, PublicIdPrefix>> = { payment: 'pay', refund: 'rfd' };

/** One line of a resident's statement on the wire. The amount has a sign: what was paid is negative. */
export function printStatementLine(
  line: StatementLine,
  currency: CurrencyCode,
  terminal: TerminalListing | undefined,
) {
  return {
    version: line.version.toString(),
    type: line.purpose,
    id: publicIdOf(line),
    ...(line.refunds === null ? {} : { payment: formatPublicId('pay', line.refunds) }),
    amount: formatAmount(line.changeMinor, currency),
    balance: formatAmount(line.balanceMinor, currency),
    currency,
    ...(terminal === undefined ? {} : { merchant: terminal.merchantName, store: terminal.storeName }),
    at: line.at.toISOString(),
    business_date: line.businessDate,
  };
}

/** A top-up has a row of its own and so its own id; everything else is called by its entry. */
function publicIdOf({ purpose, entry, reference }: StatementLine): string {
  if (purpose === 'top_up' && reference.top_up !== undefined) return reference.top_up;
  return formatPublicId(PREFIXES[purpose] ?? 'ent', entry);
}
