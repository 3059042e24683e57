import type { Operation } from '../../fuzz/src/description.ts';
import type { Exchange } from './exchange.ts';
import type { RecordedRefusal } from './refusals/refusal.ts';

/** What is written down for the description of the API. */
export interface Examples {
  readonly operations: Readonly<Record<string, readonly Exchange[]>>;
  /** By the type of event: what an endpoint was sent. */
  readonly webhooks: Readonly<Record<string, unknown>>;
  /** By code: how somebody was refused. */
  readonly refusals: Readonly<Record<string, readonly RecordedRefusal[]>>;
}

/**
 * Of all that was said to one operation the fewest exchanges that show each of its answers and each part of its query:
 * of each answer, and for each kind of caller, the one that tells most, and for what is left of the query the best that has it.
 */
export function chooseExchanges(operation: Operation, exchanges: readonly Exchange[]): Exchange[] {
  const chosen = new Map<string, Exchange>();
  for (const exchange of exchanges) {
    const kind = `${kindOf(exchange)} ${outcomeOf(exchange)}`;
    const best = chosen.get(kind);
    chosen.set(kind, best === undefined ? exchange : richer(best, exchange));
  }
  const picked = [...chosen.values()].sort((one, other) => kindOf(one).localeCompare(kindOf(other)));
  for (const name of queryNames(operation)) {
    if (picked.some(({ query = {} }) => name in query)) continue;
    const withIt = exchanges.filter(({ query = {} }) => name in query);
    if (withIt.length > 0) picked.push(withIt.reduce(richer));
  }
  return picked;
}

/** 201 before 202, JSON before files; a resident may be told otherwise than a merchant, whatever lets them in. */
function kindOf({ status, type = '', caller = '' }: Exchange): string {
  return `${status} ${type === 'application/json' ? '' : type} ${caller.replace(/^resident.*/, 'resident')}`;
}

/** What is made may be in one state or another. Whatever is only looked at may be in any, by chance. */
function outcomeOf({ status, answer }: Exchange): string {
  const { status: state = '' } = (answer ?? {}) as { readonly status?: unknown };
  return status === 201 ? String(state) : '';
}

/** What is to be seen of an operation and was not. */
export function missingOf(operation: Operation, exchanges: readonly Exchange[]): string[] {
  if (exchanges.length === 0) return [operation.id];
  const unseen = [...operation.responses]
    .filter(([status]) => status < 300)
    .flatMap(([status, { types }]) => (types.length === 0 ? [''] : types).map((type) => ({ status, type })))
    .filter(
      ({ status, type }) => !exchanges.some((one) => one.status === status && (one.type ?? '') === type),
    );
  return [
    ...unseen.map(({ status, type }) => `${operation.id} answered ${status} ${type}`.trimEnd()),
    ...queryNames(operation)
      .filter((name) => !exchanges.some(({ query = {} }) => name in query))
      .map((name) => `${operation.id} with ?${name}=`),
  ];
}

function queryNames({ parameters }: Operation): string[] {
  return parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
}

/** The first of those that tell as much. */
export function richer<Said>(best: Said, other: Said): Said {
  return richness(other) > richness(best) ? other : best;
}

/** In how many different places something is said. Items of a list are in one place: longer is not richer. */
function richness(value: unknown): number {
  const places = new Set<string>();
  collect(value, '', places);
  return places.size;
}

function collect(value: unknown, place: string, places: Set<string>): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') places.add(place);
  else if (Array.isArray(value)) for (const item of value) collect(item, `${place}/*`, places);
  else for (const [name, member] of Object.entries(value)) collect(member, `${place}/${name}`, places);
}
