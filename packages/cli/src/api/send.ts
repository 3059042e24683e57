import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import type { JsonObject } from '../output.ts';
import { problemError, unreachableError } from './problem-error.ts';

/** Where to, as whom, and until when. */
export interface Line {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: object | undefined;
  readonly body?: JsonObject | undefined;
  /** The same at every attempt. */
  readonly idempotencyKey?: string | undefined;
}

/** The version of the API that the commands were written for: answers come in it, whatever the key keeps. */
const API_VERSION = '2026-12-01';
const TIMEOUT_MS = 40_000;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 250;

/**
 * Asks, and asks again under the same key while there is no answer and nothing can happen twice.
 * @throws CliError for every answer but a success
 */
export async function send(line: Line, asked: Asked): Promise<JsonObject> {
  const isRepeatable = asked.method === 'GET' || asked.idempotencyKey !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendOnce(line, asked);
    } catch (error) {
      const isPassing = error instanceof CliError && error.exitCode === EXIT.unreachable;
      if (!isPassing || !isRepeatable || attempt === ATTEMPTS) throw error;
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal: line.signal });
    }
  }
}

async function sendOnce(
  line: Line,
  { method, path, query = {}, body, idempotencyKey }: Asked,
): Promise<JsonObject> {
  const response = await open(line, `${path}${printQuery(query)}`, {
    method,
    headers: {
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([line.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  return membersOf(await textOf(line, response)) ?? unreadable(line);
}

/** Asks once for a file, and has it whole or not at all. @throws CliError for every answer but a success */
export async function sendForBytes(
  line: Line,
  { path, query = {} }: Pick<Asked, 'path' | 'query'>,
): Promise<Uint8Array> {
  const response = await open(line, `${path}${printQuery(query)}`, {
    signal: AbortSignal.any([line.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  return new Uint8Array(await bodyOf(line, () => response.arrayBuffer()));
}

/** The answer, as far as its headers. @throws CliError when it is no success, or does not come */
export async function open(
  { url, apiKey, signal }: Line,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const headers = {
    ...(init.headers as Record<string, string>),
    authorization: `Bearer ${apiKey}`,
    'tamsui-version': API_VERSION,
  };
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' });
  } catch (error) {
    // Ctrl-C is no silence of the API.
    if (signal.aborted) throw error;
    throw unreachableError(url, whyNoAnswer(error), error);
  }
  if (response.ok) return response;
  const line = { url, apiKey, signal };
  throw problemError({ status: response.status, problem: membersOf(await textOf(line, response)) ?? {} });
}

function textOf(line: Line, response: Response): Promise<string> {
  return bodyOf(line, () => response.text());
}

/** @throws CliError when the answer breaks off */
async function bodyOf<Body>({ url, signal }: Line, read: () => Promise<Body>): Promise<Body> {
  try {
    return await read();
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachableError(url, whyNoAnswer(error), error);
  }
}

function membersOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function unreadable({ url }: Line): never {
  throw new CliError({
    code: 'unreadable_answer',
    message: `What answers at ${url} is no API of Tamsui.`,
    hint: 'Correct the address: `tamsui config show` says where it comes from.',
    exitCode: EXIT.refused,
  });
}

function printQuery(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
