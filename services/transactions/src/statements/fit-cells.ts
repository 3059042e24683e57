import { printable, wrap } from './fit-text.ts';
import type { StatementFont } from './statement-font.ts';

/** A text as lines that the font can print within a width in points. */
export function fitText(
  text: string,
  { width, maxLines, size }: { readonly width: number; readonly maxLines: number; readonly size: number },
  font: StatementFont,
): string[] {
  return wrap(printable(text, font), { width, maxLines, widthOf: (part) => font.widthOf(part, size) });
}
