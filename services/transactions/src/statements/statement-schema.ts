import { formatAmount } from '@tamsui/money';
import { z } from 'zod';
import { currencyWire, dateWire, idWire, instantWire, signedAmountWire } from '../http/wire-fields.ts';
import { statementLineWire } from '../wallets/wallet-statement.ts';
import { MAX_DAYS } from './period.ts';
import { MAX_LINES } from './read-statement.ts';

export const FORMATS = ['json', 'csv', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

const day = z.iso.date();

export const statementQuery = z.strictObject({
  from: day.optional().meta({
    description: `The first day, in the city's time zone; the first of the month of \`to\` unless given. At most ${MAX_DAYS} days, and ${MAX_LINES} lines.`,
    examples: ['2026-03-01'],
  }),
  to: day.optional().meta({
    description: 'The last day, which is included; today unless given.',
    examples: ['2026-03-31'],
  }),
  format: z.enum(FORMATS).optional().meta({
    description: 'What to answer with. Goes before `Accept`; JSON when neither says anything.',
  }),
});

const lineWire = statementLineWire
  .extend({
    order_reference: z.string().optional(),
    terminal: idWire('ter').optional().meta({ description: 'The till, on the statement of a merchant.' }),
  })
  .meta({ id: 'PeriodStatementLine' });

export type PrintedLine = z.output<typeof lineWire>;

const facts = {
  from: dateWire.meta({ description: "The first day, in the city's time zone." }),
  to: dateWire.meta({ description: 'The last day, which is included.' }),
  time_zone: z.string().meta({ examples: ['Asia/Taipei'] }),
  as_of: instantWire.meta({
    description: 'When it was made: a last day that is not over may still get lines.',
  }),
  currency: currencyWire,
  opening_balance: signedAmountWire.meta({ description: 'At the beginning of the first day.' }),
  total_in: signedAmountWire,
  total_out: signedAmountWire.meta({ description: 'The sum of what went out: zero or below.' }),
  closing_balance: signedAmountWire.meta({
    description: 'At the end of the last day: the opening balance and the amounts of all lines.',
  }),
  lines: z.array(lineWire).max(MAX_LINES).meta({ description: 'All of them, the oldest first.' }),
};

export const walletPeriodWire = z
  .strictObject({ wallet: idWire('wal'), ...facts })
  .meta({ id: 'WalletPeriodStatement' });

export const merchantPeriodWire = z
  .strictObject({ merchant: idWire('mer'), merchant_name: z.string(), ...facts })
  .meta({ id: 'MerchantPeriodStatement' });

/** What wallets' and merchants' statements have alike. */
export type PrintedStatement = Omit<z.output<typeof walletPeriodWire>, 'wallet'> & {
  readonly wallet?: string;
  readonly merchant?: string;
  readonly merchant_name?: string;
};

/** Sums of what went in and what went out. */
export function printTotals(
  changesMinor: readonly bigint[],
  currency: PrintedStatement['currency'],
): Pick<PrintedStatement, 'total_in' | 'total_out'> {
  const sumOf = (some: readonly bigint[]) => some.reduce((sum, change) => sum + change, 0n);
  return {
    total_in: formatAmount(sumOf(changesMinor.filter((change) => change > 0n)), currency),
    total_out: formatAmount(sumOf(changesMinor.filter((change) => change < 0n)), currency),
  };
}
