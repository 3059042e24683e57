const GAP = '  ';

/** How many columns of a terminal a text takes: characters of Chinese, Japanese and Korean take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{20000}-\u{3fffd}]/u;

/** Rows below their headings, in columns. Columns whose heading begins with `>` stand at the right, as amounts do. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = headings.map((heading) => heading.replace(/^>/, ''));
  const widths = titles.map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    titles
      .map((_, column) => {
        const cell = cells[column] ?? '';
        const blanks = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return headings[column]?.startsWith('>') === true ? blanks + cell : cell + blanks;
      })
      .join(GAP)
      .trimEnd();
  return [line(titles), ...rows.map(line)].join('\n');
}

/** Names and values below each other; what has no value is left out. */
export function facts(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const shown = pairs.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value] as const],
  );
  const width = Math.max(0, ...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${name}${' '.repeat(width - widthOf(name))}${GAP}${value}`).join('\n');
}
