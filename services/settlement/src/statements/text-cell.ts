/** A cell that begins with one of these is a formula to a spreadsheet (OWASP ASVS 5.0, 1.2.10). */
const FORMULA_START = /^[=+\-@\t\r\0＝＋－＠]/u;

/**
 * Text that a merchant's customer may have chosen, made harmless for spreadsheets by a leading apostrophe. Amounts do
 * not pass here: "-100" is a number and has to stay one.
 */
export function textCell(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
