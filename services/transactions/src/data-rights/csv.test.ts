import { expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

it('quotes what has to be quoted, and begins with a byte order mark', () => {
  const csv = writeCsv([
    { name: '王小婷', note: 'a "b", c' },
    { name: 'two\nlines', more: null },
  ]);
  expect(csv).toBe('\uFEFFname,note,more\r\n王小婷,"a ""b"", c",\r\n"two\nlines",,\r\n');
});

it.each(['=1+1', '+886912345678', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r=1'])(
  'lets no spreadsheet take %j for a formula',
  (text) => {
    const [, line = ''] = writeCsv([{ text }]).split('\r\n');
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

it('leaves amounts plain, those below zero too', () => {
  expect(writeCsv([{ amount: '-120.50' }])).toContain('\r\n-120.50\r\n');
});
