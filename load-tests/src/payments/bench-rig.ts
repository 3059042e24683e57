import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCity } from './bench-city.ts';
import type { Journal } from './journal.ts';
import type { MeasuredProcess } from './process-costs.ts';
import type { Generator } from './start-generator.ts';
import type { Spread, Till } from './till.ts';
import type { Answers, PlannedRequest } from './traffic.ts';

/** All that a measurement needs, put together. */
export interface BenchRig {
  readonly city: BenchCity;
  readonly generator: Generator;
  readonly journal: Journal;
  readonly till: Till;
  /** PostgreSQL's, when it runs on this machine. */
  readonly serverProcess: MeasuredProcess | undefined;
  say(text: string): void;
}

/** Connections of the closed loop: the budget speaks of so many. */
export const CONNECTIONS = 64;

const CATCH_UP_TIMEOUT_MS = 60_000;
const POLL_MS = 20;

export function portsOf(city: BenchCity): number[] {
  return city.apis().map(({ port }) => port);
}

/** Waits until the lists show all that was paid, so that what is left to do burdens nobody else. @returns seconds */
export async function untilListed({ journal }: BenchRig): Promise<number> {
  const startMs = performance.now();
  while ((await journal.entriesBehind()) > 0) {
    if (performance.now() - startMs > CATCH_UP_TIMEOUT_MS) throw new Error('the lists do not catch up');
    await sleep(POLL_MS);
  }
  return (performance.now() - startMs) / 1_000;
}

export interface ClosedSample {
  readonly answers: Answers;
  readonly perSecond: number;
  /** From the last answer until the lists showed it, too. */
  readonly listedAfterSeconds: number;
}

/** Pays so often, over a closed loop. Every payment has to be accepted. */
export async function payClosed(rig: BenchRig, count: number, spread: Spread): Promise<ClosedSample> {
  const { city, generator, till } = rig;
  const requests = await till.prepare(count, spread);
  return sendPayments(rig, requests, () =>
    generator.run({ kind: 'closed', ports: portsOf(city), connections: CONNECTIONS, requests }),
  );
}

/** Sends requests to pay that were prepared. @throws Error when one of them was not accepted */
export async function sendPayments(
  rig: BenchRig,
  requests: readonly PlannedRequest[],
  run: () => Promise<Answers>,
): Promise<ClosedSample> {
  const answers = await run();
  rig.till.book(requests, answers);
  const missed = answers.statuses.filter((status) => status !== 201).length;
  if (missed > 0) throw new Error(`${missed} of ${requests.length} payments were not accepted`);
  const listedAfterSeconds = await untilListed(rig);
  return { answers, perSecond: requests.length / answers.seconds, listedAfterSeconds };
}

/** Sends requests of the same size to the echo. */
export async function echoClosed(
  { city, generator }: BenchRig,
  requests: readonly PlannedRequest[],
): Promise<Answers> {
  const answers = await generator.run({
    kind: 'closed',
    ports: [city.echo.port],
    connections: CONNECTIONS,
    requests,
  });
  if (answers.statuses.some((status) => status !== 201)) throw new Error('the echo did not answer');
  return answers;
}
