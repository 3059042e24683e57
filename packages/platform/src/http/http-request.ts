import { invariant } from '@tamsui/errors';
import type { Request } from 'express';

/** What a route may read of a request, whichever way it came: Express' request is one, and so is a direct one. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly originalUrl: string;
  readonly path: string;
  /** Names and values in turns, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly query: object;
  readonly params: Readonly<Record<string, unknown>>;
  /** The JSON of its body; undefined when it has none. */
  readonly body?: unknown;
  readonly ip?: string | undefined;
  /** A header, by its name in any letters. */
  get(name: string): string | undefined;
  /** Whether its body is of this media type. */
  is(type: string): string | false | null;
}

/** Where headers of an answer go before its status is known: Express' response is one. */
export interface HeaderSink {
  set(headers: Readonly<Record<string, string>>): unknown;
  /** What was set so far, by its name as it was set. */
  get(name: string): string | undefined;
  /** Tells when the answer has left, or nobody is there any more to take it. */
  once(event: 'close', listener: () => void): unknown;
}

type Negotiation = Pick<Request, 'accepts' | 'acceptsEncodings'>;

/** Asks what a reader would take (RFC 9110, 12.5). Only of what comes through Express, as every GET does. */
export function negotiationOf(req: HttpRequest): Negotiation {
  invariant('acceptsEncodings' in req, 'BUG: a request that is answered directly negotiates nothing');
  return req as HttpRequest & Negotiation;
}
