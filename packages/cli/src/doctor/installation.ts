import type { Context } from '../context.ts';
import { type LocalCity, readLocalCity } from '../session/local-city.ts';

/** The parts of an installation, as far as we were told where they are. */
export interface Installation {
  /** Where the public API is. */
  readonly apiUrl: string;
  /** Every process that answers `/healthz`, by its name. */
  readonly services: readonly { readonly name: string; readonly url: string }[];
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly notaryUrl: string | undefined;
  /** Schemas of the ledger's books. */
  readonly books: readonly string[];
  /** Whether the city that `npm start` runs is the one that is looked at, and is running. */
  readonly isLocal: boolean;
  /** The disk that this folder is on is looked at. */
  readonly folder: string;
}

const DEFAULT_BOOK = 'main';

/** What the environment names, and for the rest the city that runs here when it is the one that is asked. */
export function findInstallation({
  config,
  connection,
}: Pick<Context, 'config' | 'connection'>): Installation {
  const { url: apiUrl } = connection();
  const { parts, cityFolder } = config;
  const found = readLocalCity(cityFolder);
  const city: LocalCity | undefined = found?.urls.transactions === apiUrl ? found : undefined;
  const ledgerUrl = parts.ledgerUrl ?? city?.urls.ledger;
  const notaryUrl = parts.notaryUrl ?? city?.urls.notary;
  const named = [
    ['api', apiUrl],
    ...(ledgerUrl?.split(',') ?? []).map((url) => ['ledger', url] as const),
    ['settlement', parts.settlementUrl ?? city?.urls.settlement],
    ['notary', notaryUrl],
    ['sandbox-bank', city?.urls['sandbox-bank']],
    ['sandbox-identity', city?.urls['sandbox-identity']],
  ] as const;
  return {
    apiUrl,
    services: named.flatMap(([name, url]) => (url === undefined ? [] : [{ name, url }])),
    databaseUrl: parts.databaseUrl ?? city?.databaseUrl,
    redisUrl: parts.redisUrl ?? city?.redisUrl,
    notaryUrl,
    books: (parts.books ?? DEFAULT_BOOK).split(',').map((book) => `book_${book}`),
    isLocal: city !== undefined,
    folder: city === undefined ? process.cwd() : cityFolder,
  };
}
