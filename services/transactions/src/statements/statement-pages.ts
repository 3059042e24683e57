import { fitText } from './fit-cells.ts';
import { localTime } from './local-time.ts';
import type { StatementFont } from './statement-font.ts';
import type { PrintedLine, PrintedStatement } from './statement-schema.ts';

/** A4 in points. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  margin: 36,
  tableTop: 138,
  bottom: 795,
  fontSize: 8,
  lineHeight: 11,
} as const;

export interface Column {
  readonly label: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

export const COLUMNS: readonly Column[] = [
  { label: '時間 Time', x: 36, width: 84, align: 'left' },
  { label: '類別 Type', x: 124, width: 78, align: 'left' },
  { label: '說明 Description', x: 206, width: 183, align: 'left' },
  { label: '金額 Amount', x: 393, width: 82, align: 'right' },
  { label: '餘額 Balance', x: 479, width: 80, align: 'right' },
];

/** The texts of one row by column, each broken into lines. */
export interface Row {
  readonly y: number;
  readonly height: number;
  readonly cells: readonly (readonly string[])[];
}

export interface Page {
  readonly rows: readonly Row[];
}

const FIRST_ROW_BELOW = 20;
const ROW_GAP = 6;
const MAX_CELL_LINES = 5;

const TYPES: Readonly<Record<string, string>> = {
  payment: '付款 Payment',
  refund: '退款 Refund',
  top_up: '儲值 Top-up',
  transfer: '轉帳 Transfer',
  payout: '撥款 Payout',
  fee: '手續費 Fee',
  adjustment: '調整 Adjustment',
};

/** Breaks a statement into pages. */
export async function layOut(
  statement: PrintedStatement,
  font: StatementFont,
  turns: () => Promise<void>,
): Promise<Page[]> {
  const { opening_balance, closing_balance, lines, time_zone: zone } = statement;
  const pages: Row[][] = [[]];
  let y = PAGE.tableTop + FIRST_ROW_BELOW;
  const add = (texts: readonly string[]): void => {
    const cells = texts.map((text, n) => cellOf(text, COLUMNS[n]?.width ?? 0, font));
    const height = Math.max(...cells.map(({ length }) => length)) * PAGE.lineHeight + ROW_GAP;
    if (y + height > PAGE.bottom) {
      pages.push([]);
      y = PAGE.tableTop + FIRST_ROW_BELOW;
    }
    pages.at(-1)?.push({ y, height, cells });
    y += height;
  };
  add([statement.from, '', '期初餘額 Opening balance', '', opening_balance]);
  for (const line of lines) {
    add(textsOf(line, zone));
    await turns();
  }
  add([statement.to, '', '期末餘額 Closing balance', '', closing_balance]);
  return pages.map((rows) => ({ rows }));
}

function textsOf(line: PrintedLine, zone: string): string[] {
  const type = TYPES[line.type] ?? line.type;
  return [localTime(line.at, zone), type, descriptionOf(line), line.amount, line.balance];
}

/** Names first, the ids below. */
function descriptionOf(line: PrintedLine): string {
  const { merchant, store, counterparty, order_reference: order, id } = line;
  const names = [merchant, store, counterparty?.name, order].filter(
    (name) => name !== undefined && name !== '',
  );
  return names.length === 0
    ? id
    : `${names.map((name) => name?.replaceAll('\n', '\u2028')).join(' · ')}\n${id}`;
}

function cellOf(text: string, width: number, font: StatementFont): string[] {
  const options = { width, maxLines: MAX_CELL_LINES, size: PAGE.fontSize };
  return text.split('\n').flatMap((part) => fitText(part, options, font));
}
