/** What a spreadsheet would take for a formula (OWASP, CSV injection), after whatever blanks come before it. */
const FORMULA = /^\s*[=+\-@]|^[\t\r]/;
/** A plain number begins with a minus sign and is none. */
const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

export type CsvRow = Readonly<Record<string, unknown>>;

/** RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets spoil Chinese. */
export function writeCsv(rows: readonly CsvRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names.map(cellOf), ...rows.map((row) => names.map((name) => cellOf(row[name])))];
  return `\uFEFF${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
