import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBenchDatabase } from '../bench-database.ts';
import { startBenchCity } from './bench-city.ts';
import type { BenchRig } from './bench-rig.ts';
import { type Journal, openJournal } from './journal.ts';
import { migrateAs } from './migrate-as.ts';
import type { BenchPlan } from './plan.ts';
import { type MeasuredProcess, parentOf } from './process-costs.ts';
import { settlePeople } from './settle-people.ts';
import { startGenerator } from './start-generator.ts';
import { createTill } from './till.ts';

export interface RigOptions extends Pick<BenchPlan, 'residents' | 'merchants'> {
  /** The checkout whose bundles are measured. */
  readonly root: string;
  /** A server to make the database on; undefined starts one. */
  readonly serverUrl: string | undefined;
}

export interface OpenRig extends BenchRig {
  readonly databaseUrl: string;
  /** Stops the city, and deletes its database and its files. */
  close(): Promise<void>;
}

/** Starts a city of one API process on a database of its own, whose people have joined and have money. */
export async function openRig({ root, serverUrl, ...people }: RigOptions): Promise<OpenRig> {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'tamsui-bench-city-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o711);
    const database = await openBenchDatabase(serverUrl);
    closing.push(() => database.close());
    await migrateAs(root, database.url);
    const journal = await openJournal(database.url);
    closing.push(() => journal.close());
    const city = await startBenchCity({ root, databaseUrl: database.url, folder });
    closing.push(() => city.stop());
    const generator = startGenerator();
    closing.push(async () => generator.stop());
    await city.setApis(1);
    const till = createTill(city, generator, await settlePeople({ city, generator, journal, ...people }));
    const serverProcess = await serverProcessOf(journal);
    say(`${people.residents} residents and ${people.merchants} merchants have joined`);
    return { city, generator, journal, till, serverProcess, say, databaseUrl: database.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** To whoever waits for the bench: stdout is for its result. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The server on this machine, with the processes that it has started for its connections and its own work. */
async function serverProcessOf({ backendPid }: Journal): Promise<MeasuredProcess | undefined> {
  const pid = await parentOf(backendPid);
  return pid === undefined ? undefined : { name: 'PostgreSQL', pid, withChildren: true };
}
