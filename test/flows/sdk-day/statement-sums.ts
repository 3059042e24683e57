import type { Downloaded, Schema } from '@tamsui/sdk';
import { minorOf } from '../caller.ts';

type Statement = Pick<
  Schema<'WalletPeriodStatement'>,
  'opening_balance' | 'total_in' | 'total_out' | 'closing_balance' | 'lines'
>;

/** Adds a statement up line by line, in minor units. @returns its closing balance, and whatever does not follow */
export function addUp(statement: Statement) {
  const broken: string[] = [];
  let balanceMinor = minorOf(statement.opening_balance);
  for (const { id, amount, balance } of statement.lines) {
    balanceMinor += minorOf(amount);
    if (balanceMinor !== minorOf(balance)) broken.push(id);
  }
  const [inMinor, outMinor] = [minorOf(statement.total_in), minorOf(statement.total_out)];
  if (minorOf(statement.opening_balance) + inMinor + outMinor !== balanceMinor) broken.push('totals');
  if (minorOf(statement.closing_balance) !== balanceMinor) broken.push('closing_balance');
  return { balanceMinor, broken };
}

/** The same from the CSV: opening balance and amounts. No name of this day has a comma in it. */
export function addUpCsv({ bytes }: Downloaded) {
  const [head = '', ...rows] = new TextDecoder().decode(bytes).trim().split('\r\n');
  const names = head.split(',');
  const cells = rows.map((row) => row.split(','));
  const at = (row: readonly string[] | undefined, name: string) => row?.[names.indexOf(name)] ?? '';
  const openingMinor = minorOf(at(cells[0], 'balance'));
  const amounts = cells.slice(1, -1).map((row) => minorOf(at(row, 'amount')));
  return {
    lines: amounts.length,
    sumMinor: amounts.reduce((sum, amount) => sum + amount, openingMinor),
    closingMinor: minorOf(at(cells.at(-1), 'balance')),
  };
}

/** What went from the one to the other, as the payer sees it: what the shop got is what the wallet gave. */
export function tradeOf({ lines }: Statement, sign: 1n | -1n) {
  return lines
    .filter(({ type }) => type === 'payment' || type === 'refund')
    .map(({ type, id, payment, amount }) => ({ type, id, payment, minor: sign * minorOf(amount) }));
}
