import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { runIdOf, type SettlementRun } from '../settlement-runs/settlement-run.ts';
import { paymentFileOf } from './payment-file.ts';

const run: SettlementRun = {
  id: runIdOf('main', '2026-11-23'),
  book: 'main',
  businessDate: '2026-11-23',
  currency: 'TWD',
  state: 'posted',
  createdAt: new Date('2026-11-23T16:30:00.000Z'),
  cut: { batch: 1n, index: 0 },
  totals: null,
  file: null,
  fault: null,
};
const payer = { name: 'Tamsui City Wallet', accountNumber: '0010000000001', bankCode: '812' };
const transfer = {
  payout: '00000000-0000-8000-8000-000000000001',
  endToEndId: 'pot1',
  amountMinor: 16_779n,
  creditor: { name: '老街茶行', accountNumber: '0123456789012', bankCode: '808' },
};
const transfers = [transfer, { ...transfer, endToEndId: 'pot2', amountMinor: 5_000n }];

it('a file has the same bytes whenever it is made, and the time of the run', () => {
  const file = paymentFileOf(run, transfers, payer, 'Asia/Taipei');
  expect(paymentFileOf(structuredClone(run), transfers, payer, 'Asia/Taipei')).toEqual(file);
  const xml = file.content.toString('utf8');
  expect(xml).toContain('<CreDtTm>2026-11-23T16:30:00.000Z</CreDtTm>');
  // Half past midnight in Taipei: the next day there.
  expect(xml).toMatch(/<ReqdExctnDt>\s*<Dt>2026-11-24<\/Dt>/);
  expect(file.sha256).toEqual(createHash('sha256').update(file.content).digest());
});

it('a file counts and sums its transfers, to the cent', () => {
  const file = paymentFileOf(run, transfers, payer, 'Asia/Taipei');
  expect(file).toMatchObject({ transferCount: 2, controlSumMinor: 21_779n });
  expect(file.content.toString('utf8')).toContain('<CtrlSum>217.79</CtrlSum>');
});
