import { Fault } from '@tamsui/errors';
import { Pool } from 'undici';

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
  const timeoutMs = options.timeoutMs ?? 10_000;
  const pool = new Pool(options.baseUrl, {
    connections: options.connections ?? 16,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  const unavailable = (message: string, cause?: unknown): Fault =>
    new Fault(`${options.peer}_unavailable`, message, { cause, retryable: true });

  async function send(request: JsonRequest): Promise<JsonResponse> {
    let status: number;
    let text: string;
    try {
      const response = await pool.request({
        method: request.method,
        path: request.path,
        ...(request.query === undefined ? {} : { query: { ...request.query } }),
        headers: headersOf(request, options.token),
        body: bodyOf(request),
      });
      status = response.statusCode;
      text = await response.body.text();
    } catch (error) {
      throw unavailable(`The ${options.peer} did not answer.`, error);
    }
    // 408: the server was too busy to read the request, and has closed the connection (RFC 9110, 15.5.9).
    if (status >= 500 || status === 408)
      throw unavailable(`The ${options.peer} answered ${status}.`, new Error(text.slice(0, 500)));
    return { status, body: parseJsonOr(text) };
  }
  return { send, close: () => pool.close() };
}

function headersOf(request: JsonRequest, token: string): Record<string, string> {
  const contentType = request.contentType ?? 'application/json';
  return {
    ...request.headers,
    authorization: `Bearer ${token}`,
    ...(request.body === undefined ? {} : { 'content-type': contentType }),
  };
}

function bodyOf(request: JsonRequest): string | null {
  if (request.body === undefined) return null;
  return typeof request.body === 'string' && request.contentType !== undefined
    ? request.body
    : JSON.stringify(request.body);
}

function parseJsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
