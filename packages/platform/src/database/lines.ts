import { invariant } from '@tamsui/errors';

/**
 * The values of a column as one text, a line for each row. Of a list, the driver writes each value between quotes and the server
 * reads it character by character; a page of a thousand rows with texts of JSON costs twice as much that way.
 * @param columnOf a text without line breaks that is not empty, or null
 */
export function linesOf<Row>(rows: readonly Row[], columnOf: (row: Row) => string | null): string {
  return rows.map((row) => lineOf(columnOf(row))).join('\n');
}

function lineOf(value: string | null): string {
  if (value === null) return '';
  invariant(value !== '' && !value.includes('\n'), 'a value that is written as a line is one line');
  return value;
}

/**
 * SQL for the list in such a text. `unnest` makes rows of several of them, and fills a list that is shorter with nulls: that of
 * one line that is null is empty.
 * @param type of the column
 * @param text SQL for the text, a placeholder for example
 */
export function linesAs(type: string, text: string): string {
  return `cast(string_to_array(${text}, chr(10), '') as ${type}[])`;
}
