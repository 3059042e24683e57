import type { RunningServices } from '@tamsui/testing';
import { type Description, type Operation, operationsOf } from '../../fuzz/src/description.ts';
import { type Asker, bearer, createAsker } from './asking.ts';
import type { Parties } from './parties.ts';
import type { Place } from './search-for-canaries.ts';

/** Answers that never end. */
const STREAMS = new Set(['streamEvents']);
const AT_ONCE = 8;

/** What everybody is told by every route that only reads, with every id that was ever told to any of them. */
export async function everyAnswer(
  apiUrl: string,
  askers: Readonly<Record<string, Asker>>,
  ids: ReadonlySet<string>,
): Promise<Place[]> {
  const response = await fetch(`${apiUrl}/openapi.json`);
  const operations = operationsOf((await response.json()) as Description);
  const paths = operations
    .filter(({ id, method }) => method === 'GET' && !STREAMS.has(id))
    .flatMap((operation) => pathsOf(operation, ids));
  const waiting = Object.entries(askers).flatMap(([name, asker]) =>
    paths.map((path) => ({ name, asker, path })),
  );
  const places: Place[] = [];
  const askNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { status, text } = await next.asker.ask('GET', next.path);
      places.push({ name: `${next.name} GET ${next.path} ${status}`, text });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  return places;
}

/** With every id of the kind that the path asks for. */
function pathsOf({ path, parameters }: Operation, ids: ReadonlySet<string>): string[] {
  if (!path.includes('{')) return [path];
  const { pattern = '' } = parameters.find((parameter) => parameter.in === 'path')?.schema ?? {};
  const isOfKind = new RegExp(pattern);
  return [...ids].filter((id) => isOfKind.test(id)).map((id) => path.replace(/\{\w+\}/, id));
}

const PUBLIC_ID = /\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;
/** Ids of one kind: a list may have hundreds, and every one is answered alike. */
const MAX_OF_A_KIND = 4;

/** Ids of every kind that are named in answers. */
export function idsIn(places: readonly Place[]): ReadonlySet<string> {
  const all = [...new Set(places.flatMap(({ text }) => text.match(PUBLIC_ID) ?? []))];
  const kinds = new Set(all.map((id) => id.slice(0, 3)));
  return new Set(
    [...kinds].flatMap((kind) => all.filter((id) => id.startsWith(kind)).slice(0, MAX_OF_A_KIND)),
  );
}

/** Everybody with a token, at a city that knows it. */
export function askersAt(
  url: string,
  { secrets }: Pick<RunningServices, 'secrets'>,
  { added, friend, shop }: Parties,
): Readonly<Record<string, Asker>> {
  const tokens = {
    added: added.token,
    friend: friend.token,
    shop: shop.token,
    operator: secrets.operatorToken,
  };
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, createAsker(url, bearer(token ?? ''))]),
  );
}
