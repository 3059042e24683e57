import { formatPublicId } from '@tamsui/ids';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import { stringify } from 'csv-stringify/sync';
import type { Payout } from '../payouts/payout.ts';
import type { StatementLine } from './statement-store.ts';
import { textCell } from './text-cell.ts';
import { timeInZone } from './time-in-zone.ts';

const COLUMNS = ['date_time', 'type', 'payment_id', 'order_reference', 'gross', 'fee', 'net', 'balance'];
const PREFIXES = { payment: 'pay', refund: 'rfd' } as const;

type StatementPayout = Pick<
  Payout,
  'openingMinor' | 'grossMinor' | 'refundsMinor' | 'feeMinor' | 'netMinor' | 'payoutMinor' | 'closingMinor'
>;

/**
 * A merchant's statement of a run as CSV (RFC 4180): the opening balance, every line with the balance after it, the
 * totals, the payout, the closing balance. Opening plus the nets of the lines is payout plus closing.
 */
export function writeStatement(
  payout: StatementPayout,
  lines: readonly StatementLine[],
  { currency, timeZone }: { readonly currency: CurrencyCode; readonly timeZone: string },
): string {
  const print = (amountMinor: bigint): string => formatAmount(amountMinor, currency);
  let balanceMinor = payout.openingMinor;
  const rows = lines.map((line) => {
    balanceMinor += line.netMinor;
    const amounts = [line.grossMinor, line.feeMinor, line.netMinor, balanceMinor].map(print);
    const id = formatPublicId(PREFIXES[line.kind], line.entry);
    return [timeInZone(line.at, timeZone), line.kind, id, textCell(line.orderReference ?? ''), ...amounts];
  });
  const { grossMinor, refundsMinor, feeMinor, netMinor, payoutMinor, closingMinor } = payout;
  const totals = [grossMinor - refundsMinor, feeMinor, netMinor, payout.openingMinor + netMinor].map(print);
  return stringify(
    [
      COLUMNS,
      ['', 'opening_balance', '', '', '', '', '', print(payout.openingMinor)],
      ...rows,
      ['', 'total', '', '', ...totals],
      ['', 'payout', '', '', '', '', print(-payoutMinor), print(closingMinor)],
      ['', 'closing_balance', '', '', '', '', '', print(closingMinor)],
    ],
    // Without a byte order mark, Excel reads UTF-8 as the system's old code page, and Chinese is lost.
    { bom: true, record_delimiter: 'windows' },
  );
}
