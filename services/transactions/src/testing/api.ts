import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The parsed body; an empty object when there is none, or no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly token?: string;
  /** The Idempotency-Key; `null` sends none. A POST without one gets a new one. */
  readonly key?: string | null;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  get(path: string, call?: Call): Promise<Answer>;
  post(path: string, call?: Call): Promise<Answer>;
  put(path: string, call?: Call): Promise<Answer>;
  patch(path: string, call?: Call): Promise<Answer>;
  delete(path: string, call?: Call): Promise<Answer>;
}

/** Headers by which each request shows who sends it. */
export type Identify = (method: string, path: string) => Promise<Readonly<Record<string, string>>>;

const anonymous: Identify = async () => ({});

/** Speaks to the public API as a phone or a till does. */
export function createApi(baseUrl: string, identify: Identify = anonymous): Api {
  async function send(method: string, path: string, call: Call): Promise<Answer> {
    const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const key = call.key === undefined && method === 'POST' ? randomUUID() : call.key;
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(await identify(method, path)),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        ...(key === null || key === undefined ? {} : { 'idempotency-key': key }),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    if (isStream(response)) return { ...(await firstOf(response)), body: {} };
    const text = await response.text();
    return {
      status: response.status,
      text,
      headers: response.headers,
      body: isJson(response) ? objectOf(text) : {},
    };
  }
  return {
    get: (path, call = {}) => send('GET', path, call),
    post: (path, call = {}) => send('POST', path, call),
    put: (path, call = {}) => send('PUT', path, call),
    patch: (path, call = {}) => send('PATCH', path, call),
    delete: (path, call = {}) => send('DELETE', path, call),
  };
}

/** Has no end of its own. */
function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true;
}

/** What a stream says first; then it is left. */
async function firstOf({ status, headers, body }: Response) {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return { status, headers, text: Buffer.from(first?.value ?? []).toString('utf8') };
}

const jsonObject = z.record(z.string(), z.unknown());

function isJson({ headers }: Response): boolean {
  return /[/+]json\b/.test(headers.get('content-type') ?? '');
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  return text === '' ? {} : jsonObject.parse(JSON.parse(text));
}

/** A text field of an answer. @throws when it is none */
export function textOf(answer: Answer, field: string): string {
  const value = answer.body[field];
  if (typeof value === 'string') return value;
  throw new Error(`no text field ${field} in ${answer.status} ${answer.text}`);
}

/** Signs a message as the bank does, by Standard Webhooks 1.0.0. */
export function signedHeaders(secret: string, body: string, at: Date, id = `msg_${randomUUID()}`) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
