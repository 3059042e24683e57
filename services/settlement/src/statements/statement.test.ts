import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeStatement } from './statement.ts';
import type { StatementLine } from './statement-store.ts';
import { textCell } from './text-cell.ts';

const options = { currency: 'TWD', timeZone: 'Asia/Taipei' } as const;
const entry = '00000000-0000-8000-8000-00000000000a';
const line: StatementLine = {
  entry,
  kind: 'payment',
  at: new Date('2026-11-22T16:30:05Z'),
  orderReference: 'A-1001',
  grossMinor: 8_000n,
  feeMinor: 104n,
  netMinor: 7_896n,
};
const refund: StatementLine = {
  ...line,
  kind: 'refund',
  orderReference: null,
  grossMinor: -3_000n,
  feeMinor: -39n,
  netMinor: -2_961n,
};
const payout = {
  openingMinor: -500n,
  grossMinor: 8_000n,
  refundsMinor: 3_000n,
  feeMinor: 65n,
  netMinor: 4_935n,
  payoutMinor: 4_435n,
  closingMinor: 0n,
};

const minorOf = (text: string): bigint => {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const minor = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
  return text.startsWith('-') ? -minor : minor;
};
const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe('a statement', () => {
  it('goes from the opening balance over every line and the payout to the closing balance', () => {
    expect(writeStatement(payout, [line, refund], options)).toBe(
      [
        '\uFEFFdate_time,type,payment_id,order_reference,gross,fee,net,balance',
        ',opening_balance,,,,,,-5',
        '2026-11-23 00:30:05,payment,pay_0000000000g00800000000000a,A-1001,80,1.04,78.96,73.96',
        '2026-11-23 00:30:05,refund,rfd_0000000000g00800000000000a,,-30,-0.39,-29.61,44.35',
        ',total,,,50,0.65,49.35,44.35',
        ',payout,,,,,-44.35,0',
        ',closing_balance,,,,,,0',
        '',
      ].join('\r\n'),
    );
  });

  it('adds up when it is read back, whatever the lines are', () => {
    const anyLine = fc
      .record({
        gross: fc.bigInt({ min: 1n, max: 10_000_000n }),
        fee: fc.nat({ max: 10_000 }),
        back: fc.boolean(),
      })
      .map(({ gross, fee, back }): StatementLine => {
        const sign = back ? -1n : 1n;
        const feeMinor = (gross * BigInt(fee)) / 10_000n;
        return {
          ...line,
          kind: back ? 'refund' : 'payment',
          grossMinor: sign * gross,
          feeMinor: sign * feeMinor,
          netMinor: sign * (gross - feeMinor),
        };
      });
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 30 }),
        fc.bigInt({ min: -10_000n, max: 0n }),
        (lines, opening) => {
          const netMinor = lines.reduce((sum, { netMinor: net }) => sum + net, 0n);
          const balanceMinor = opening + netMinor;
          const payoutMinor = balanceMinor > 0n ? balanceMinor : 0n;
          const figures = {
            ...payout,
            openingMinor: opening,
            netMinor,
            payoutMinor,
            closingMinor: balanceMinor - payoutMinor,
          };
          const rows = read(writeStatement(figures, lines, options));
          const sum = rows
            .filter(({ type }) => type === 'payment' || type === 'refund' || type === 'payout')
            .reduce((total, { net = '' }) => total + minorOf(net), 0n);
          const closing = rows.at(-1)?.balance ?? '';
          expect(opening + sum).toBe(minorOf(closing));
          expect(minorOf(rows[0]?.balance ?? '')).toBe(opening);
        },
      ),
    );
  });

  const HOSTILE = [
    '=HYPERLINK("http://x")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '"quoted", =1',
    '店\n家',
  ];
  it.each(HOSTILE)('keeps the order reference %j as harmless text', (orderReference) => {
    const rows = read(writeStatement(payout, [{ ...line, orderReference }], options));
    expect(rows[1]?.order_reference).toBe(textCell(orderReference));
    expect(rows[1]?.order_reference).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows[1]?.gross).toBe('80');
  });

  it('keeps negative amounts numbers', () => {
    expect(read(writeStatement(payout, [refund], options))[1]).toMatchObject({ gross: '-30', net: '-29.61' });
  });
});
