import { randomUUID } from 'node:crypto';

/** One of the city's services, asked over HTTP as anybody would. */
export interface JsonApi {
  get(path: string): Promise<JsonObject>;
  /** Creates something, under a new Idempotency-Key. */
  post(path: string, body: unknown): Promise<JsonObject>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

const REQUEST_TIMEOUT_MS = 15_000;

/** @throws Error with the answer's text when it is not a success */
export function createJsonApi(baseUrl: string, token: string, signal: AbortSignal): JsonApi {
  async function send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<JsonObject> {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text) as JsonObject;
  }
  return { get: (path) => send('GET', path), post: (path, body) => send('POST', path, body) };
}

/** A text member of an answer. @throws Error when it is none */
export function textOf(answer: JsonObject, member: string): string {
  const value = answer[member];
  if (typeof value === 'string') return value;
  throw new Error(`the answer has no text ${member}: ${JSON.stringify(answer)}`);
}
