import { Fault } from '@tamsui/errors';
import { type Answered, createExchange } from './exchange.ts';

export interface JsonClientOptions {
  /** For example `http://127.0.0.1:7101`. */
  readonly baseUrl: string;
  /** Who answers there, for messages: `ledger`, `bank`. */
  readonly peer: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string;
  /** An answer that takes longer is a fault of unknown outcome (10,000). */
  readonly timeoutMs?: number;
  /** Connections kept open (16). */
  readonly connections?: number;
}

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when `contentType` is given. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonResponse {
  readonly status: number;
  /** The parsed JSON, or the text when the peer sent something else. */
  readonly body: unknown;
}

export interface JsonClient {
  /** @throws Fault `<peer>_unavailable`, retryable, when there is no answer or a 5xx: the outcome is unknown */
  send(request: JsonRequest): Promise<JsonResponse>;
  close(): Promise<void>;
}

/** A client of one peer that speaks JSON. It does not retry: only the caller knows whether that is safe. */
export function createJsonClient(options: JsonClientOptions): JsonClient {
  const { send: exchange, close } = createExchange({
    baseUrl: options.baseUrl,
    timeoutMs: options.timeoutMs ?? 10_000,
    connections: options.connections ?? 16,
  });
  const unavailable = (message: string, cause?: unknown): Fault =>
    new Fault(`${options.peer}_unavailable`, message, { cause, retryable: true });

  async function send(request: JsonRequest): Promise<JsonResponse> {
    let answered: Answered;
    try {
      answered = await exchange({
        method: request.method,
        path: pathOf(request),
        headers: headersOf(request, options.token),
        text: textOf(request),
      });
    } catch (error) {
      throw unavailable(`The ${options.peer} did not answer.`, error);
    }
    const { status, text } = answered;
    // 408: the server was too busy to read the request, and has closed the connection (RFC 9110, 15.5.9).
    if (status >= 500 || status === 408)
      throw unavailable(`The ${options.peer} answered ${status}.`, new Error(text.slice(0, 500)));
    return { status, body: parseJsonOr(text) };
  }
  return { send, close };
}

function pathOf({ path, query = {} }: JsonRequest): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

function headersOf(request: JsonRequest, token: string): Record<string, string> {
  const contentType = request.contentType ?? 'application/json';
  return {
    ...request.headers,
    authorization: `Bearer ${token}`,
    ...(request.body === undefined ? {} : { 'content-type': contentType }),
  };
}

function textOf({ body, contentType }: JsonRequest): string | undefined {
  if (body === undefined) return undefined;
  return typeof body === 'string' && contentType !== undefined ? body : JSON.stringify(body);
}

function parseJsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
