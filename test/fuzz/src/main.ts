import { join } from 'node:path';
import { startCity } from '../../city/running-city.ts';
import { type Description, operationsOf } from './description.ts';
import { fuzz } from './fuzz.ts';
import { type FuzzOptions, parseOptions, USAGE } from './options.ts';
import { createTally, textOf } from './report.ts';

/** Nobody waits longer than this at a till. */
const SLOW_MS = 1_000;
/** The rest meets the limits as they usually are, in a city of its own. */
const SHARE_WITHOUT_LIMITS = 0.95;
/** More than a machine can send, so that the API is tried and not its limits. */
const NO_LIMITS = ['api-key', 'device', 'operator', 'webhook', 'address']
  .map((name) => `${name}=9000000/1`)
  .join();

const options = parseOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
await run(options);

async function run({ requests, seed, json }: FuzzOptions): Promise<void> {
  const started = performance.now();
  // Whoever does not want to wait any longer is told what was found until then.
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  let operations: readonly string[] = [];
  let logOf: (requestId: string) => readonly string[] = () => [];
  const tally = createTally({
    logOf: (requestId) => logOf(requestId),
    onProgress: (sent, wrong) => {
      const rate = Math.round(sent / ((performance.now() - started) / 1_000));
      process.stderr.write(`${sent} requests, ${rate} a second, ${wrong} wrong answers\n`);
    },
  });
  for (const [limits, share] of [
    [NO_LIMITS, SHARE_WITHOUT_LIMITS],
    ['', 1 - SHARE_WITHOUT_LIMITS],
  ] as const) {
    if (interrupt.signal.aborted) break;
    const city = await startCity(join(import.meta.dirname, '../../..'), { RATE_LIMITS: limits });
    logOf = (requestId) => city.logged('transactions', requestId);
    try {
      const response = await fetch(`${city.facts.urls.transactions}/openapi.json`);
      const description = (await response.json()) as Description;
      operations = operationsOf(description).map(({ id }) => id);
      const part = { requests: Math.ceil(requests * share), seed, slowMs: SLOW_MS, signal: interrupt.signal };
      await fuzz({ city: city.facts, description, tally, ...part });
    } finally {
      await city.stop();
    }
  }
  const report = tally.report(seed, operations);
  process.stdout.write(`${json ? JSON.stringify(report) : textOf(report)}\n`);
  process.exitCode = report.wrong === 0 && report.brokenOff === null ? 0 : 1;
}
