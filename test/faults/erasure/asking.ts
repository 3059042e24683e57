import { randomUUID } from 'node:crypto';
import { type Identify, type Json, textOf } from '../../flows/caller.ts';

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
}

/** Somebody who asks a service of the city, by a line that holds. */
export interface Asker {
  ask(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Asked>;
  /** The body of a success. @throws Error that shows the answer otherwise */
  get(path: string): Promise<Json>;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Json>;
  put(path: string, body: object): Promise<Json>;
  /** Posts and says the id of what that made. */
  make(path: string, body: object): Promise<string>;
}

export function createAsker(url: string, identify: Identify): Asker {
  async function ask(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Asked> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(await identify(method, path)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Json) : {} };
  }

  async function succeed(...[method, path, body, headers]: Parameters<typeof ask>): Promise<Json> {
    const asked = await ask(method, path, body, headers);
    if (asked.status < 300) return asked.body;
    throw new Error(`${method} ${path} was answered ${asked.status} ${asked.text}`);
  }

  return {
    ask,
    get: (path) => succeed('GET', path),
    post: (path, body, headers) => succeed('POST', path, body, headers),
    put: (path, body) => succeed('PUT', path, body),
    make: async (path, body) => textOf(await succeed('POST', path, body), 'id'),
  };
}

export function bearer(token: string): Identify {
  return async () => ({ authorization: `Bearer ${token}` });
}
