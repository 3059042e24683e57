import { setImmediate } from 'node:timers/promises';
import { BYTE_ORDER_MARK, writeCsvLine } from '../data-rights/csv.ts';
import { localTime } from './local-time.ts';
import type { PrintedLine, PrintedStatement } from './statement-schema.ts';

const COLUMNS = [
  'date_time',
  'business_date',
  'type',
  'id',
  'payment',
  'order_reference',
  'merchant',
  'store',
  'terminal',
  'counterparty',
  'amount',
  'balance',
  'currency',
] as const;

type Cells = Readonly<Partial<Record<(typeof COLUMNS)[number], string | undefined>>>;

/** Lines between two moments in which others get their turn. */
const LINES_A_TURN = 500;

/** A statement as CSV (RFC 4180): the opening balance, all lines, the closing balance. Times are those of the city. */
export async function* writeStatementCsv(statement: PrintedStatement): AsyncGenerator<string> {
  const { currency, lines, time_zone: timeZone } = statement;
  const row = (cells: Cells) => writeCsvLine(COLUMNS.map((name) => cells[name]));
  yield BYTE_ORDER_MARK + writeCsvLine(COLUMNS);
  yield row({
    date_time: statement.from,
    type: 'opening_balance',
    balance: statement.opening_balance,
    currency,
  });
  for (let first = 0; first < lines.length; first += LINES_A_TURN) {
    const some = lines.slice(first, first + LINES_A_TURN);
    yield some.map((line) => row(cellsOf(line, timeZone))).join('');
    await setImmediate();
  }
  yield row({
    date_time: statement.to,
    type: 'closing_balance',
    balance: statement.closing_balance,
    currency,
  });
}

function cellsOf({ at, counterparty, version: _version, ...line }: PrintedLine, timeZone: string): Cells {
  return { ...line, date_time: localTime(at, timeZone), counterparty: counterparty?.name };
}
