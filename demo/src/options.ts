import { parseArgs } from 'node:util';

export interface DemoOptions {
  readonly residents: number;
  readonly merchants: number;
  readonly payments: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** The same seed plans the same day. */
  readonly seed: number;
  /** Print one JSON object and nothing else. */
  readonly json: boolean;
}

const USAGE = `npm run demo -- [--residents 300] [--merchants 40] [--payments 5200] [--concurrency 32] [--seed 1] [--json]

Plays one city day over HTTP against the running services, and starts them for the time of the demo if they are not.`;

/** Reads the command line; undefined after it has answered --help. @throws Error that names a wrong option */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      residents: { type: 'string', default: '300' },
      merchants: { type: 'string', default: '40' },
      payments: { type: 'string', default: '5200' },
      concurrency: { type: 'string', default: '32' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return undefined;
  }
  return {
    residents: wholeNumber('residents', values.residents, 2, 100_000),
    merchants: wholeNumber('merchants', values.merchants, 1, 10_000),
    payments: wholeNumber('payments', values.payments, 1, 1_000_000),
    concurrency: wholeNumber('concurrency', values.concurrency, 1, 256),
    seed: wholeNumber('seed', values.seed, 0, 4_294_967_295),
    json: values.json,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
  return value;
}
