import { parseArgs } from 'node:util';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly json: boolean;
}

export const USAGE = `npm run fuzz                          20,000 requests to a city of its own, made up from its description
npm run fuzz -- --requests 200000     as many as that
npm run fuzz -- --seed 7              other values; the report names the seed
  --json                              one JSON object on stdout and nothing else
`;

const DEFAULT_REQUESTS = 20_000;
const MAX_NUMBER = 100_000_000;

/** Reads the words behind `npm run fuzz --`; undefined when they make no sense. */
export function parseOptions(words: readonly string[]): FuzzOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        requests: { type: 'string', default: String(DEFAULT_REQUESTS) },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    const requests = numberOf(values.requests);
    const seed = numberOf(values.seed);
    return requests === undefined || seed === undefined ? undefined : { requests, seed, json: values.json };
  } catch {
    // An option that does not exist; the usage says which do.
    return undefined;
  }
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= 1 && number <= MAX_NUMBER ? number : undefined;
}
