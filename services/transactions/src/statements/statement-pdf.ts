import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { fitText } from './fit-cells.ts';
import { localTime } from './local-time.ts';
import { statementFont } from './statement-font.ts';
import { COLUMNS, type Column, layOut, PAGE, type Page, type Row } from './statement-pages.ts';
import type { PrintedStatement } from './statement-schema.ts';

/** How long others may have to wait while it is drawn. */
const TURN_MS = 10;
const RIGHT = PAGE.width - PAGE.margin;

/** A statement on A4 pages, drawn a little at a time. */
export async function* writeStatementPdf(statement: PrintedStatement): AsyncGenerator<Uint8Array> {
  const font = statementFont();
  const pages = await layOut(statement, font, createTurns());
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // Not the default one: that is read from a file.
    font: font.bytes as unknown as string,
    lang: 'zh-Hant-TW',
    info: { Title: `Statement ${statement.from} – ${statement.to}`, CreationDate: new Date(statement.as_of) },
  });
  const drawn = drawAll(doc, statement, pages).catch((error: unknown) => {
    doc.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  for await (const chunk of doc as AsyncIterable<Uint8Array>) yield chunk;
  await drawn;
}

type Turns = () => Promise<void>;

/** Lets others have their turn when this one has lasted long enough. */
function createTurns(): Turns {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await setImmediate();
    since = performance.now();
  };
}

async function drawAll(doc: PDFKit.PDFDocument, statement: PrintedStatement, pages: readonly Page[]) {
  const turns = createTurns();
  for (const [index, page] of pages.entries()) {
    doc.addPage();
    drawHead(doc, statement, index === 0);
    for (const row of page.rows) {
      // Who asked has gone: nobody reads the rest.
      if ((doc as unknown as Readable).destroyed) return;
      drawRow(doc, row);
      await turns();
    }
    const number = `${index + 1} / ${pages.length}`;
    put(doc, number, { x: RIGHT - statementFont().widthOf(number, 8), y: PAGE.height - 30, size: 8 });
    const asOf = `${localTime(statement.as_of, statement.time_zone)} (${statement.time_zone})`;
    put(doc, `製表 As of ${asOf}`, { x: PAGE.margin, y: PAGE.height - 30, size: 8 });
  }
  doc.end();
}

function drawHead(doc: PDFKit.PDFDocument, statement: PrintedStatement, isFirst: boolean): void {
  const { from, to, time_zone: zone, currency } = statement;
  const owner = statement.merchant_name ?? '電子錢包 Wallet';
  const fit = (text: string, size: number) =>
    fitText(text, { width: RIGHT - PAGE.margin, maxLines: 1, size }, statementFont())[0] ?? '';
  put(doc, '交易明細 Statement', { x: PAGE.margin, y: 36, size: 14 });
  put(doc, fit(owner, 11), { x: PAGE.margin, y: 58, size: 11 });
  put(doc, `${statement.merchant ?? statement.wallet}`, { x: PAGE.margin, y: 75, size: 8 });
  put(doc, `${from} – ${to} (${zone}) · ${currency}`, { x: PAGE.margin, y: 88, size: 8 });
  if (isFirst) {
    const sums = [
      ['期初 Opening', statement.opening_balance],
      ['存入 In', statement.total_in],
      ['支出 Out', statement.total_out],
      ['期末 Closing', statement.closing_balance],
    ] as const;
    const step = (RIGHT - PAGE.margin) / sums.length;
    for (const [n, [label, amount]] of sums.entries()) {
      put(doc, label, { x: PAGE.margin + n * step, y: 104, size: 8 });
      put(doc, amount, { x: PAGE.margin + n * step, y: 115, size: 10 });
    }
  }
  const y = PAGE.tableTop;
  for (const column of COLUMNS) putCell(doc, column, column.label, y);
  doc
    .moveTo(PAGE.margin, y + 14)
    .lineTo(RIGHT, y + 14)
    .lineWidth(0.7)
    .stroke('#000000');
}

function drawRow(doc: PDFKit.PDFDocument, { y, height, cells }: Row): void {
  for (const [n, column] of COLUMNS.entries()) {
    for (const [line, text] of (cells[n] ?? []).entries()) {
      putCell(doc, column, text, y + line * PAGE.lineHeight);
    }
  }
  const below = y + height - 3;
  doc.moveTo(PAGE.margin, below).lineTo(RIGHT, below).lineWidth(0.3).stroke('#b0b0b0');
}

function putCell(doc: PDFKit.PDFDocument, { x, width, align }: Column, text: string, y: number): void {
  const size = PAGE.fontSize;
  const left = align === 'right' ? x + width - statementFont().widthOf(text, size) : x;
  put(doc, text, { x: left, y, size });
}

function put(doc: PDFKit.PDFDocument, text: string, at: { x: number; y: number; size: number }): void {
  // Without kerning, so that widths are the sums that the layout was made with.
  doc.fontSize(at.size).text(text, at.x, at.y, { lineBreak: false, features: [] });
}
