import { expect, it, test } from 'vitest';
import { printable, wrap } from './fit-text.ts';
import { type PdfText, readPdf } from './read-pdf.testing.ts';
import { statementFont } from './statement-font.ts';
import { writeStatementPdf } from './statement-pdf.ts';
import type { PrintedLine, PrintedStatement } from './statement-schema.ts';

const ID = 'pay_01k0c3d9v2e8qt4m7x5r6w1zha';

function statementOf(changes: readonly number[], more: Partial<PrintedLine> = {}): PrintedStatement {
  let balance = 0;
  const lines = changes.map((change, n) => {
    balance += change;
    const money = { amount: String(change), balance: String(balance), currency: 'TWD' as const };
    const at = { at: '2026-03-01T16:00:00.000Z', business_date: '2026-03-02' };
    return { version: String(n + 1), type: 'payment', id: ID, ...money, ...at, ...more };
  });
  return {
    wallet: 'wal_01k0c3d9v2e8qt4m7x5r6w1zha',
    from: '2026-03-02',
    to: '2026-03-02',
    time_zone: 'Asia/Taipei',
    as_of: '2026-03-03T00:00:00.000Z',
    currency: 'TWD',
    opening_balance: '0',
    total_in: String(balance),
    total_out: '0',
    closing_balance: String(balance),
    lines,
  };
}

async function print(statement: PrintedStatement): Promise<PdfText[][]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeStatementPdf(statement)) chunks.push(chunk);
  return readPdf(new Uint8Array(Buffer.concat(chunks)));
}

function textsOf(page: readonly PdfText[] | undefined): string[] {
  return (page ?? []).map(({ text }) => text);
}

test('every page has the heads of the columns and its number, and no line is lost between two', async () => {
  const amounts = Array.from({ length: 120 }, (_, n) => 1_000 + n);
  const pages = await print(statementOf(amounts));
  expect(pages.length).toBeGreaterThan(2);
  for (const [n, page] of pages.entries()) {
    const texts = textsOf(page);
    expect(texts).toEqual(
      expect.arrayContaining(['金額 Amount', '餘額 Balance', `${n + 1} / ${pages.length}`]),
    );
  }
  const printed = pages.flatMap(textsOf).filter((text) => /^1[01][0-9]{2}$/.test(text));
  expect(printed.filter((text) => amounts.includes(Number(text))).length).toBeGreaterThanOrEqual(120);
  for (const amount of amounts) expect(printed).toContain(String(amount));
  expect(textsOf(pages[0])).toContain('期初餘額 Opening balance');
  expect(textsOf(pages.at(-1))).toContain('期末餘額 Closing balance');
});

test('says when it was made on the clocks that its lines go by', async () => {
  const [page] = await print(statementOf([1]));
  expect(textsOf(page)).toContain('製表 As of 2026-03-03 08:00:00 (Asia/Taipei)');
});

test('amounts and balances end at the right edge of their columns', async () => {
  const [page] = await print(statementOf([7, 1_234_567, -89, 4_000_000_000]));
  const edgesOf = (texts: readonly string[]) =>
    (page ?? []).filter(({ text, left }) => left > 380 && texts.includes(text)).map(({ right }) => right);
  const amounts = edgesOf(['1234567', '-89', '4000000000']);
  const balances = edgesOf(['1234574', '1234485', '4001234485']);
  expect(amounts.length).toBe(3);
  expect(balances.length).toBeGreaterThanOrEqual(3);
  for (const right of amounts) expect(right).toBeCloseTo(475, 0);
  for (const right of balances.slice(-3)) expect(right).toBeCloseTo(559, 0);
});

test('a long name is broken and cut where everybody sees it, and leaves its column nowhere', async () => {
  const [page] = await print(statementOf([1], { store: '很長的店名'.repeat(60) }));
  const name = (page ?? []).filter(({ text }) => text.includes('很長'));
  expect(name.length).toBe(5);
  expect(name.at(-1)?.text).toMatch(/…$/);
  for (const { right } of name) expect(right).toBeLessThanOrEqual(390);
});

it.each([
  ['淡水 café', '淡水 café'],
  ['𠀋', '[U+2000B]'],
  ['茶🍵', '茶[U+1F375]'],
  ['a\u202Eb\u0000', 'a[U+202E]b[U+0000]'],
  ['a\u200Bb\u2028', 'a[U+200B]b[U+2028]'],
  ['e\u0301', 'é'],
  ['x\u0301', 'x[U+0301]'],
  ['\uD800', '[U+D800]'],
])('%j is printed as %j', (text, printed) => {
  expect(printable(text, statementFont())).toBe(printed);
});

it.each([
  ['one two three', 7, ['one two', 'three']],
  ['長長長長長', 2, ['長長', '長長', '長']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['one two three four', 5, ['one', 'two', 'thre…']],
  ['', 5, []],
])('%j in lines of %i is %j', (text, width, lines) => {
  expect(wrap(text, { width, maxLines: 3, widthOf: (part) => [...part].length })).toEqual(lines);
});
