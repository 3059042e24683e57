/** One POST of JSON, before it is written as HTTP. */
export interface PlannedRequest {
  readonly path: string;
  readonly token: string;
  readonly key: string;
  readonly body: string;
}

interface Planned {
  /** Connections are shared out over these ports of 127.0.0.1. */
  readonly ports: readonly number[];
  readonly connections: number;
  readonly requests: readonly PlannedRequest[];
  /** Hands the bodies of the answers out. */
  readonly keepBodies?: boolean;
}

/**
 * What a caller does that was turned away with 429 or 503: goes on with the next request; sends the same again at once;
 * or sends it again when it was told to, as `Retry-After` says.
 */
export type WhenShed = 'go on' | 'again at once' | 'again when told';

/** Each connection sends its next request when the one before is answered: it asks how much a service can take. */
export interface ClosedLoop extends Planned {
  readonly kind: 'closed';
  readonly whenShed?: WhenShed;
  /** No request begins later; without it all of them are sent. */
  readonly seconds?: number;
}

/**
 * Each request is due at its own time, whatever became of those before it, and its latency counts from that time:
 * waiting for a free connection is waiting (no coordinated omission).
 */
export interface OpenLoop extends Planned {
  readonly kind: 'open';
  /** When each request is due, in milliseconds from the start, rising. */
  readonly dueMs: readonly number[];
}

export type Traffic = ClosedLoop | OpenLoop;

/** What became of the requests, in their order. */
export interface Answers {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** The last answer to each: 0 when its connection broke, -1 when it was never sent. */
  readonly statuses: readonly number[];
  /** From when each was due, or in a closed loop begun, to its last answer. */
  readonly latenciesMs: readonly number[];
  readonly replayed: readonly boolean[];
  /** Empty unless they are kept. */
  readonly bodies: readonly string[];
  /** How often a caller was turned away with 429 or 503. */
  readonly shed: number;
  /** Those of them that were not told when to come back. */
  readonly shedWithoutRetryAfter: number;
}

export const NEVER_SENT = -1;

export function isShed(status: number): boolean {
  return status === 429 || status === 503;
}
