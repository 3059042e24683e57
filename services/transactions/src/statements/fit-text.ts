import type { StatementFont } from './statement-font.ts';

/** Control and format characters, line ends, and marks that would fall on their neighbour. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{M}]/u;
const CUT = '…';

/** A text as it can be printed: what the font lacks, or nobody could see, is told by its code point, `[U+2000B]`. */
export function printable(text: string, { has }: Pick<StatementFont, 'has'>): string {
  return Array.from(text.normalize('NFC'), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (has(codePoint) && !UNSEEN.test(character)) return character;
    return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}

/** Breaks a text into lines of a width. What does not fit into so many is cut, and ends in `…`. */
export function wrap(
  text: string,
  { width, maxLines, widthOf }: { width: number; maxLines: number; widthOf: (text: string) => number },
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  const broken = lines.flatMap((one) => splitLong(one, width, widthOf));
  if (broken.length <= maxLines) return broken;
  let last = broken[maxLines - 1] ?? '';
  while (last !== '' && widthOf(last + CUT) > width) last = [...last].slice(0, -1).join('');
  return [...broken.slice(0, maxLines - 1), last + CUT];
}

/** Latin words stay together, with the blank behind them; between other characters a line may end anywhere. */
function piecesOf(text: string): string[] {
  return text.match(/[\u0021-\u024F]+\s*|./gsu) ?? [];
}

function splitLong(line: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(line) <= width) return [line];
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (part !== '' && widthOf(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
