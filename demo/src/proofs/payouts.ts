import { formatAmount } from '@tamsui/money';
import { parse } from 'csv-parse/sync';
import type { BankStatement } from '../bank-statement.ts';
import { minorOf } from '../bank-statement.ts';
import type { Day, Merchant } from '../day.ts';
import { inParallel } from '../parallel.ts';
import { readAll } from '../read-all.ts';
import type { SettledRun } from '../settle.ts';
import { type Proof, proofOf } from './proof.ts';

interface MoneyWire {
  readonly amount: string;
}

/** A merchant's line of a run, in minor units. */
export interface Payout {
  readonly merchant: string;
  readonly endToEndId: string;
  readonly openingMinor: bigint;
  readonly grossMinor: bigint;
  readonly refundsMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  readonly payoutMinor: bigint;
  readonly closingMinor: bigint;
}

export async function readPayouts(day: Day, run: string): Promise<Payout[]> {
  const path = `/v1/settlement-runs/${run}/payouts`;
  const token = day.access.secrets.financeToken;
  return (await readAll<Record<string, unknown>>(day.settlement, path, token)).map(payoutOf);
}

function payoutOf(row: Record<string, unknown>): Payout {
  const minor = (name: string): bigint => minorOf((row[name] as MoneyWire).amount);
  return {
    merchant: String(row.merchant),
    endToEndId: String(row.end_to_end_id),
    openingMinor: minor('opening'),
    grossMinor: minor('gross'),
    refundsMinor: minor('refunds'),
    feeMinor: minor('fee'),
    netMinor: minor('net'),
    payoutMinor: minor('payout'),
    closingMinor: minor('closing'),
  };
}

/** Each merchant's gross and refunds are what the demo sold and gave back, and net and payout follow. */
export function proveNets(day: Day, payouts: readonly Payout[]): Proof {
  const broken: string[] = [];
  const byMerchant = new Map(payouts.map((payout) => [payout.merchant, payout]));
  for (const merchant of day.merchants) {
    const sales = day.paid.filter((paid) => paid.merchant === merchant);
    const payout = byMerchant.get(merchant.id);
    if (payout === undefined) {
      if (sales.length > 0) broken.push(`${merchant.name} was not settled`);
      continue;
    }
    const grossMinor = sales.reduce((sum, paid) => sum + paid.amountMinor, 0n);
    const refundsMinor = sales.reduce((sum, paid) => sum + paid.refundedMinor, 0n);
    if (payout.grossMinor !== grossMinor)
      broken.push(`${merchant.name}: gross ${payout.grossMinor}, sold ${grossMinor}`);
    if (payout.refundsMinor !== refundsMinor)
      broken.push(`${merchant.name}: refunds ${payout.refundsMinor}, gave ${refundsMinor}`);
  }
  for (const p of payouts) {
    if (p.netMinor !== p.grossMinor - p.refundsMinor - p.feeMinor)
      broken.push(`${p.merchant}: net does not follow`);
    if (p.payoutMinor + p.closingMinor !== p.openingMinor + p.netMinor)
      broken.push(`${p.merchant}: payout does not follow`);
  }
  const sum = payouts.reduce((total, { netMinor }) => total + netMinor, 0n);
  return proofOf(
    "Payouts equal merchants' nets",
    broken,
    `${payouts.length} merchants, NT$${formatAmount(sum, 'TWD')} net`,
  );
}

/** The lines of each merchant's statement add up to its payout. */
export async function proveStatements(day: Day, run: SettledRun, payouts: readonly Payout[]): Promise<Proof> {
  const broken: string[] = [];
  const own = new Set(day.merchants.map((merchant: Merchant) => merchant.id));
  const mine = payouts.filter((payout) => own.has(payout.merchant));
  let lines = 0;
  await inParallel(mine, day.options.concurrency, async (payout) => {
    const path = `/v1/settlement-runs/${run.id}/statements/${payout.merchant}`;
    const answer = await day.settlement.send({ path, token: day.access.secrets.financeToken });
    const rows = parse<Record<string, string>>(answer.text, {
      bom: true,
      columns: true,
      relax_column_count: true,
    });
    const sales = rows.filter(({ type }) => type === 'payment' || type === 'refund');
    lines += sales.length;
    const netMinor = sales.reduce((sum, row) => sum + minorOf(row.net ?? ''), 0n);
    if (netMinor !== payout.netMinor)
      broken.push(`${payout.merchant}: lines give ${netMinor}, net is ${payout.netMinor}`);
  });
  return proofOf(
    "Merchants' statements add up to their payouts",
    broken,
    `${mine.length} statements, ${lines} lines`,
  );
}

/** What the bank took from the safeguarded account is what was to be paid out, transfer by transfer. */
export function proveBankDebits(payouts: readonly Payout[], bank: BankStatement): Proof {
  const broken: string[] = [];
  const due = payouts.filter(({ payoutMinor }) => payoutMinor > 0n);
  for (const { endToEndId, payoutMinor } of due) {
    const debitMinor = bank.debits.get(endToEndId);
    if (debitMinor !== payoutMinor)
      broken.push(`${endToEndId}: due ${payoutMinor}, the bank took ${debitMinor ?? 'nothing'}`);
  }
  const sum = due.reduce((total, { payoutMinor }) => total + payoutMinor, 0n);
  return proofOf(
    "Payouts equal the bank's debits",
    broken,
    `${due.length} transfers, NT$${formatAmount(sum, 'TWD')}`,
  );
}
