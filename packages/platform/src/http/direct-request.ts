import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from './http-request.ts';

const NOTHING: Readonly<Record<string, never>> = Object.freeze({});

/** A request to an address without parameters and without a query, with a JSON body that has been read. */
export class DirectRequest implements HttpRequest {
  readonly method: string;
  readonly originalUrl: string;
  readonly path: string;
  readonly query = NOTHING;
  readonly params = NOTHING;
  readonly body: unknown;
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage, path: string, body: unknown) {
    this.method = message.method ?? '';
    this.originalUrl = path;
    this.path = path;
    this.body = body;
    this.#message = message;
  }

  get rawHeaders(): readonly string[] {
    return this.#message.rawHeaders;
  }

  get(name: string): string | undefined {
    const value = this.#message.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** What is answered directly has a body of JSON and no other. */
  is(type: string): string | false {
    return type === 'application/json' ? type : false;
  }
}
