import type { Authorization } from './authorization.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Downloaded, downloadedOf } from './downloaded.ts';
import { OPERATIONS } from './generated/operations.ts';
import type { Arguments, CallOptions, FileName, Input, OperationName, Output } from './operation-types.ts';
import { type Answer, type Connection, send } from './send.ts';
import { eitherOf } from './signals.ts';
import { TamsuiError } from './tamsui-error.ts';

const DEADLINE_MS = 60_000;
const ATTEMPT_TIMEOUT_MS = 30_000;
/**
 * A refresh whose reply was lost is asked for again several times in its minute: the API gives the same answer again for
 * two, and after that takes the old token for a stolen one.
 */
const REFRESH_ATTEMPT_TIMEOUT_MS = 8_000;

/**
 * POSTs without a key that may be sent again: a nonce, a token or a key of a device in them does what a key does, and a
 * payment code that nobody has seen harms nobody.
 */
const REPEATABLE: ReadonlySet<string> = new Set([
  'payShopCode',
  'enrolDevice',
  'createPaymentCode',
  'refreshTokens',
  'readShopCode',
  'startSignIn',
]);

export interface ClientOptions {
  /** Where the API is, for example `https://city.example`. */
  readonly baseUrl: string;
  /** Who asks; left out for what anybody may ask. */
  readonly authorization?: Authorization;
  /** Of a call with all its attempts; a minute when left out. */
  readonly deadlineMs?: number;
  /** Ends every call, also between two attempts, and every stream. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

export interface TamsuiClient {
  /**
   * Asks for one operation, and retries what may be retried.
   * @throws TamsuiError
   */
  call<Name extends OperationName>(name: Name, ...input: Arguments<Name>): Promise<Output<Name>>;
  /**
   * The same for what is answered as a file: statements as CSV and PDF, and a resident's archive.
   * A file that breaks off on its way is asked for again, so nobody gets a part for the whole.
   * @throws TamsuiError
   */
  download<Name extends FileName>(name: Name, input: Input<Name>): Promise<Downloaded>;
  readonly connection: Connection;
}

interface AnyInput extends CallOptions {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export function createClient(options: ClientOptions): TamsuiClient {
  const connection = {
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    authorization: options.authorization,
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? fetch,
    signal: options.signal,
  };
  async function ask(name: OperationName, input: AnyInput, accept: string): Promise<Answer> {
    const [method, template, keyKind] = OPERATIONS[name];
    const takesKey = keyKind !== 'none';
    return send(connection, {
      method,
      path: fillPath(template, input.path ?? {}),
      query: printQuery(input.query ?? {}),
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
      accept,
      idempotencyKey: takesKey ? (input.idempotencyKey ?? globalThis.crypto.randomUUID()) : undefined,
      repeatable: takesKey || isIdempotent(method) || REPEATABLE.has(name),
      deadlineMs: input.deadlineMs ?? options.deadlineMs ?? DEADLINE_MS,
      attemptTimeoutMs: name === 'refreshTokens' ? REFRESH_ATTEMPT_TIMEOUT_MS : ATTEMPT_TIMEOUT_MS,
      signal: eitherOf(input.signal, options.signal),
    });
  }
  return {
    connection,
    call: async <Name extends OperationName>(name: Name, ...[input]: Arguments<Name>) =>
      parse(await ask(name, input ?? {}, 'application/json')) as Output<Name>,
    download: async (name, input) => downloadedOf(await ask(name, input, '*/*')),
  };
}

function isIdempotent(method: string): boolean {
  return method === 'GET' || method === 'PUT' || method === 'DELETE';
}

function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === 'string' && value !== '') return encodeURIComponent(value);
    throw new TypeError(`path.${name} is missing`);
  });
}

function printQuery(values: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function parse({ bytes, status }: Answer): unknown {
  const text = new TextDecoder().decode(bytes);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = 'The answer is not JSON: is this the address of the API?';
    throw new TamsuiError({ code: 'unreadable_answer', message, status, retryable: false, cause });
  }
}
