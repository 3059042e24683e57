import { encode } from 'uqr';

/** ISO/IEC 18004, 9.1: four light modules around, or scanners do not find the code. */
const QUIET_ZONE = 4;

/**
 * A QR code as an SVG picture, black on white also where the page is dark. Neighbouring dark modules of a row are one
 * stroke, which makes it a third of the size.
 */
export function qrPicture(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const strokes = data.flatMap((row, y) =>
    strokesOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${strokes.join('')}"/></svg>`
  );
}

/** Where runs of dark modules begin, and how long they are. */
function strokesOf(row: readonly boolean[]): [start: number, length: number][] {
  const strokes: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = strokes.at(-1);
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else strokes.push([x, 1]);
  }
  return strokes;
}
