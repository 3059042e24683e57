import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@tamsui/db';
import { openBenchDatabase } from './bench-database.ts';
import type { Budget } from './budgets.ts';
import type { BenchOptions } from './options.ts';
import { startBenchCity } from './payments/bench-city.ts';
import type { BenchRig } from './payments/bench-rig.ts';
import { type Journal, openJournal } from './payments/journal.ts';
import { measurePayments } from './payments/measure-payments.ts';
import { judgePayments } from './payments/payment-budgets.ts';
import type { PaymentFigures } from './payments/payment-figures.ts';
import { type BenchPlan, QUICK, WHOLE } from './payments/plan.ts';
import { type MeasuredProcess, parentOf } from './payments/process-costs.ts';
import { settlePeople } from './payments/settle-people.ts';
import { startGenerator } from './payments/start-generator.ts';
import { createTill } from './payments/till.ts';

export interface PaymentsResult extends PaymentFigures {
  readonly benchmark: 'payments';
  readonly at: string;
  readonly quick: boolean;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly settings: BenchPlan;
  readonly budgets: readonly Budget[];
}

/** Measures payments over HTTP, from a till's request to the answer after COMMIT, on a database of its own. */
export async function benchPayments(options: BenchOptions): Promise<PaymentsResult> {
  const plan = options.quick ? QUICK : WHOLE;
  const folder = await mkdtemp(join(tmpdir(), 'tamsui-bench-city-'));
  await chmod(folder, 0o711);
  const database = await openBenchDatabase(options.databaseUrl);
  const closing = [() => rm(folder, { recursive: true, force: true }), () => database.close()];
  try {
    await migrate({ connectionString: database.url });
    const journal = await openJournal(database.url);
    closing.push(() => journal.close());
    const generator = startGenerator();
    closing.push(async () => generator.stop());
    const city = await startBenchCity(database.url, folder);
    closing.push(() => city.stop());
    await city.setApis(1);
    const people = await settlePeople({ city, generator, journal, ...plan });
    const till = createTill(city, generator, people);
    const say = (text: string): void => void process.stderr.write(`${text}\n`);
    say(`${people.residents.length} residents and ${people.merchants.length} merchants have joined`);
    const serverProcess = await serverProcessOf(journal);
    const rig: BenchRig = { city, generator, journal, till, serverProcess, say };
    const figures = await measurePayments(rig, plan, database.url);
    return {
      benchmark: 'payments',
      at: new Date().toISOString(),
      quick: options.quick,
      machine: machineWith(journal.version),
      settings: plan,
      ...figures,
      budgets: judgePayments(figures),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** The server on this machine, with the processes that it has started for its connections and its own work. */
async function serverProcessOf({ backendPid }: Journal): Promise<MeasuredProcess | undefined> {
  const pid = await parentOf(backendPid);
  return pid === undefined ? undefined : { name: 'PostgreSQL', pid, withChildren: true };
}

function machineWith(postgres: string): PaymentsResult['machine'] {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres,
  };
}
