/** What a spreadsheet would take for a formula (OWASP, CSV injection), after whatever blanks come before it. */
const FORMULA = /^\s*[=+\-@]|^[\t\r]/;
/** A plain number begins with a minus sign and is none. */
const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

export const BYTE_ORDER_MARK = '\uFEFF';

export type CsvRow = Readonly<Record<string, unknown>>;

/** RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets spoil Chinese. */
export function writeCsv(rows: readonly CsvRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return BYTE_ORDER_MARK + lines.map(writeCsvLine).join('');
}

/** One line of a CSV, with its end. Text that a spreadsheet would take for a formula is made text. */
export function writeCsvLine(values: readonly unknown[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
