import { takeBankStatement } from './bank-statement.ts';
import { openCity } from './city-access.ts';
import { closeDay, createDay, type Day } from './day.ts';
import { join } from './join.ts';
import { readOptions } from './options.ts';
import { pay } from './pay.ts';
import { createProgress } from './progress.ts';
import { provePayments } from './proofs/payments.ts';
import { proveBankDebits, proveNets, proveStatements, readPayouts } from './proofs/payouts.ts';
import type { Proof } from './proofs/proof.ts';
import { proveSafeguarding, proveStatementAddsUp } from './proofs/safeguarding.ts';
import { proveTrialBalance } from './proofs/trial-balance.ts';
import { proveWallets } from './proofs/wallets.ts';
import { printReport, type Report, reportOf } from './report.ts';
import { type SettledRun, settle } from './settle.ts';
import { topUp } from './top-up.ts';

/** One city day, from joining to the bank's statement. */
async function playDay(day: Day): Promise<Report> {
  const start = performance.now();
  await join(day);
  await topUp(day);
  await pay(day);
  const run = await day.progress.during('Close and settle', 1, () => settle(day));
  const proofs = await prove(day, run);
  return reportOf(day, run, proofs, (performance.now() - start) / 1_000);
}

async function prove(day: Day, run: SettledRun): Promise<Proof[]> {
  const bank = await takeBankStatement(day);
  const payouts = await readPayouts(day, run.id);
  return [
    await proveTrialBalance(day),
    await proveWallets(day),
    await provePayments(day),
    proveNets(day, payouts),
    await proveStatements(day, run, payouts),
    proveBankDebits(payouts, bank),
    proveStatementAddsUp(bank),
    await proveSafeguarding(day, bank),
  ];
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return 0;
  const progress = createProgress();
  const city = await openCity(progress.say);
  const day = createDay(options, city.access, progress);
  try {
    const report = await playDay(day);
    if (options.json) console.log(JSON.stringify(report));
    else printReport(report);
    return report.holds ? 0 : 1;
  } finally {
    await closeDay(day);
    await city.leave();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
