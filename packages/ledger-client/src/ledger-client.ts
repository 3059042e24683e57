import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { JsonClient } from '@tamsui/platform/http-client';
import { z } from 'zod';
import type { Command, Outcome, Position } from './command.ts';
import { commandToWire } from './command-to-wire.ts';
import { createFailoverClient } from './failover.ts';
import { createGatherer } from './gather.ts';
import {
  accountFromWire,
  entryFromWire,
  feedFromWire,
  outcomeFromWire,
  statementFromWire,
  trialBalanceFromWire,
} from './mapping.ts';
import type {
  AccountBalance,
  AsOf,
  BusinessDay,
  Entry,
  FeedPage,
  StatementPage,
  TrialBalance,
} from './reads.ts';
import {
  accountWire,
  businessDayWire,
  commandWire,
  entryWithRefundsWire,
  feedWire,
  outcomeWire,
  statementWire,
  trialBalanceWire,
} from './wire.ts';

export interface LedgerClientOptions {
  /** Of each process that serves the ledger, separated by commas; the one that leads is found by asking. */
  readonly baseUrl: string;
  readonly token: string;
  /** Which book (`main`); its schema is `book_main`. */
  readonly book?: string;
  /** An answer that takes longer is a retryable fault of unknown outcome (10,000). */
  readonly timeoutMs?: number;
}

/** Every method throws the retryable Fault `ledger_unavailable` when the outcome is unknown: ask again with the same id. */
export interface LedgerClient {
  /**
   * Sends a command, together with whatever else waits at this moment, and waits until it is durable.
   * @throws Fault `ledger_refused_request`, not retryable, when the wire contract does not allow the command
   */
  submit(command: Command): Promise<Outcome>;
  /** As of the last commit, or of a place in the past: zeros before it was opened. */
  account(id: Uuid, asOf?: AsOf): Promise<AccountBalance | undefined>;
  /** The newest lines first, from before a version on; with `afterVersion` the oldest first (0 begins with the first). */
  statement(
    account: Uuid,
    page: { readonly limit: number; readonly beforeVersion?: bigint; readonly afterVersion?: bigint },
  ): Promise<StatementPage | undefined>;
  /** One entry with the sum of what was given back of it by refunds. */
  entry(id: Uuid): Promise<(Entry & { readonly refundedMinor: bigint }) | undefined>;
  /** Entries behind a position in journal order. Waits up to `waitMs` for the first one. */
  feed(after: Position, options: { readonly limit: number; readonly waitMs: number }): Promise<FeedPage>;
  /** As of a place in the past it is summed from the journal's beginning: not for every screen. */
  trialBalance(asOf?: AsOf): Promise<TrialBalance>;
  businessDay(): Promise<BusinessDay>;
  close(): Promise<void>;
}

type WireCommand = z.input<typeof commandWire>;

const DEFAULT_TIMEOUT_MS = 10_000;
/** A feed that has nothing new answers this much before the client would give it up. */
const ANSWER_ALLOWANCE_MS = 1_000;

const bookUnknown = z.object({ code: z.literal('book_unknown') });
const outcomesWire = z.object({ outcomes: z.array(outcomeWire) });

/** The only way into the ledger. */
export function createLedgerClient(options: LedgerClientOptions): LedgerClient {
  const http = createFailoverClient({ ...options, peer: 'ledger' });
  const base = `/v1/books/${options.book ?? 'main'}`;
  const gatherer = createGatherer<WireCommand, Outcome | Fault>((commands) =>
    postCommands(http, base, commands),
  );
  const maxWaitMs = (options.timeoutMs ?? DEFAULT_TIMEOUT_MS) - ANSWER_ALLOWANCE_MS;
  return {
    submit: async (command) => {
      const answer = await gatherer.submit(commandToWire(command));
      if (answer instanceof Fault) throw answer;
      return answer;
    },
    account: async (id, asOf) =>
      mapped(await get(http, accountWire, `${base}/accounts/${id}`, asOfToWire(asOf)), accountFromWire),
    statement: async (account, { limit, beforeVersion, afterVersion }) => {
      const before = beforeVersion === undefined ? {} : { before_version: beforeVersion.toString() };
      const after = afterVersion === undefined ? {} : { after_version: afterVersion.toString() };
      const path = `${base}/accounts/${account}/statement`;
      return mapped(
        await get(http, statementWire, path, { limit: String(limit), ...before, ...after }),
        statementFromWire,
      );
    },
    entry: async (id) =>
      mapped(await get(http, entryWithRefundsWire, `${base}/entries/${id}`), (wire) => ({
        ...entryFromWire(wire),
        refundedMinor: BigInt(wire.refunded_minor),
      })),
    feed: async (after, { limit, waitMs }) => {
      const wait_ms = String(Math.max(0, Math.min(waitMs, maxWaitMs)));
      const query = { after: `${after.batch},${after.index}`, limit: String(limit), wait_ms };
      return feedFromWire(must(await get(http, feedWire, `${base}/feed`, query)));
    },
    trialBalance: async (asOf) =>
      trialBalanceFromWire(
        must(await get(http, trialBalanceWire, `${base}/trial-balance`, asOfToWire(asOf))),
      ),
    businessDay: async () => {
      const day = must(await get(http, businessDayWire, `${base}/business-day`));
      return { open: day.open, lastClosed: day.last_closed };
    },
    close: () => http.close(),
  };
}

function asOfToWire(asOf: AsOf | undefined): Readonly<Record<string, string>> {
  if (asOf === undefined) return {};
  return 'at' in asOf ? { at: asOf.at.toISOString() } : { batch: asOf.batch.toString() };
}

async function postCommands(
  http: JsonClient,
  base: string,
  commands: readonly WireCommand[],
): Promise<(Outcome | Fault)[]> {
  const { status, body } = await http.send({
    method: 'POST',
    path: `${base}/commands`,
    body: { commands },
  });
  if (status === 400) return postUnderstood(http, base, commands, body);
  if (status !== 200) throw unexpected(status, body);
  const outcomes = outcomesWire.parse(body).outcomes.map(outcomeFromWire);
  invariant(
    outcomes.every(({ id }, index) => id === commands[index]?.id),
    'the outcomes are those of the commands, in their order',
  );
  return outcomes;
}

/**
 * One command that breaks the contract takes down all that were gathered with it. None of them happened, so those that the
 * ledger understands are sent again. Looking at each beforehand would cost every payment, and finds nothing.
 */
async function postUnderstood(
  http: JsonClient,
  base: string,
  commands: readonly WireCommand[],
  complaint: unknown,
): Promise<(Outcome | Fault)[]> {
  const faults = commands.map(faultOf);
  const understood = commands.filter((_command, at) => faults[at] === undefined);
  if (understood.length === commands.length) throw unexpected(400, complaint);
  const outcomes = understood.length === 0 ? [] : await postCommands(http, base, understood);
  let next = 0;
  return faults.map((fault) => {
    const answer = fault ?? outcomes[next++];
    invariant(answer !== undefined, 'each command has an answer');
    return answer;
  });
}

function faultOf(command: WireCommand): Fault | undefined {
  const { error } = commandWire.safeParse(command);
  if (error === undefined) return undefined;
  const message = 'The ledger would not understand this command.';
  return new Fault('ledger_refused_request', message, { cause: error, retryable: false });
}

async function get<Schema extends z.ZodType>(
  http: JsonClient,
  schema: Schema,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<z.output<Schema> | undefined> {
  const { status, body } = await http.send({ method: 'GET', path, query });
  if (status === 404) {
    if (bookUnknown.safeParse(body).success) throw noSuchBook();
    return undefined;
  }
  if (status !== 200) throw unexpected(status, body);
  return schema.parse(body);
}

function mapped<Wire, Value>(wire: Wire | undefined, map: (wire: Wire) => Value): Value | undefined {
  return wire === undefined ? undefined : map(wire);
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw noSuchBook();
  return value;
}

function noSuchBook(): Fault {
  return new Fault('ledger_book_unknown', 'The ledger has no such book.', { retryable: false });
}

function unexpected(status: number, body: unknown): Fault {
  return new Fault('ledger_refused_request', `The ledger answered ${status}.`, {
    cause: body,
    retryable: false,
  });
}
