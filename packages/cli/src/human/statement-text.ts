import type { JsonObject } from '../output.ts';
import { textOf } from './payment-text.ts';
import { facts, table } from './table.ts';

/** A statement as a person adds it up: opening balance, lines, closing balance. */
export function statementText(statement: JsonObject): string {
  const currency = textOf(statement.currency);
  const head = facts([
    ['business', textOf(statement.merchant_name)],
    ['days', `${textOf(statement.from)} to ${textOf(statement.to)} (${textOf(statement.time_zone)})`],
    ['opening', `${textOf(statement.opening_balance)} ${currency}`],
    ['in', `${textOf(statement.total_in)} ${currency}`],
    ['out', `${textOf(statement.total_out)} ${currency}`],
    ['closing', `${textOf(statement.closing_balance)} ${currency}`],
  ]);
  const rows = (statement.lines as readonly JsonObject[]).map((line) => [
    textOf(line.at),
    textOf(line.type),
    textOf(line.id),
    textOf(line.order_reference),
    textOf(line.amount),
    textOf(line.balance),
  ]);
  if (rows.length === 0) return `${head}\n\nNothing went in or out.`;
  return `${head}\n\n${table(['at', 'what', 'id', 'order', '>amount', '>balance'], rows)}`;
}
