import { formatAmount } from '@tamsui/money';
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Day } from './day.ts';
import type { Proof } from './proofs/proof.ts';
import type { SettledRun } from './settle.ts';

export interface Report {
  readonly businessDate: string;
  readonly seconds: number;
  readonly happened: Readonly<Record<string, string>>;
  readonly proofs: readonly Proof[];
  readonly holds: boolean;
}

const dollars = (minor: bigint): string =>
  `NT$${formatAmount(minor, 'TWD').replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

export function reportOf(day: Day, run: SettledRun, proofs: readonly Proof[], seconds: number): Report {
  const { tally, residents, merchants } = day;
  const happened = {
    Residents: String(residents.length),
    Merchants: String(merchants.length),
    'Top-ups': `${tally.topUps} · ${dollars(tally.toppedUpMinor)}`,
    Payments: `${tally.payments} · ${dollars(tally.paidMinor)}`,
    'Declined, wallet too low': String(tally.declined),
    'Sent twice with one key': String(tally.duplicates),
    Refunds: `${tally.refunds} · ${dollars(tally.refundedMinor)}`,
    'Retries after no answer': String(tally.retries),
    'Business day': `${run.businessDate}, ${run.id}`,
  };
  return {
    businessDate: run.businessDate,
    seconds,
    happened,
    proofs,
    holds: proofs.every(({ holds }) => holds),
  };
}

export function printReport(report: Report): void {
  const happened = new Table({ head: ['What happened', ''], style: { head: [], border: [], compact: true } });
  for (const [name, value] of Object.entries(report.happened)) happened.push([name, value]);
  const proofs = new Table({
    head: ['Proof', '', ''],
    style: { head: [], border: [], compact: true },
    colWidths: [48, 9],
    wordWrap: true,
  });
  for (const { claim, holds, detail } of report.proofs) {
    proofs.push([claim, holds ? pc.green('holds') : pc.red('BROKEN'), detail]);
  }
  console.log(`\n${happened.toString()}\n${proofs.toString()}`);
  console.log(
    report.holds
      ? `\nAll ${report.proofs.length} proofs hold. One day in ${report.seconds.toFixed(0)} s.`
      : `\n${pc.red('A proof is broken.')}`,
  );
}
