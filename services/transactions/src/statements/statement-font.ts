import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { invariant } from '@tamsui/errors';
import { create } from 'fontkit';

/** Noto Sans in the traditional Chinese of Taiwan: 20,805 glyphs, SIL Open Font License 1.1. */
export interface StatementFont {
  readonly bytes: Buffer;
  has(codePoint: number): boolean;
  /** Of a text of the font's own characters, in points. */
  widthOf(text: string, size: number): number;
}

let loaded: StatementFont | undefined;

/** Read once a process, and only by one that prints. */
export function statementFont(): StatementFont {
  loaded ??= loadFont();
  return loaded;
}

function loadFont(): StatementFont {
  const bytes = readFileSync(fontFile());
  const font = create(bytes);
  invariant('unitsPerEm' in font, 'the file has one font');
  const widths = new Map<number, number>();
  const widthOfOne = (codePoint: number): number => {
    const width = widths.get(codePoint) ?? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    widths.set(codePoint, width);
    return width;
  };
  return {
    bytes,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) =>
      size * [...text].reduce((sum, character) => sum + widthOfOne(character.codePointAt(0) ?? 0), 0),
  };
}

/** A program that was built has it beside itself; from its sources it is found where it was installed. */
function fontFile(): string {
  const name = 'NotoSansHant-Regular.otf';
  const beside = join(import.meta.dirname, name);
  if (existsSync(beside)) return beside;
  return join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-tc')), '../fonts', name);
}
