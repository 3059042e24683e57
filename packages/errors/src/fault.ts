export interface FaultOptions {
  /** What went wrong underneath. */
  readonly cause?: unknown;
  /** True when the same request, with the same key, may simply be sent again. */
  readonly retryable: boolean;
}

/**
 * The world failed: a database, another service, a bank. Thrown, caught only in the HTTP middleware
 * and in worker loops, and never remembered for replay.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** Stable snake_case word for machines, for example `ledger_unavailable`. */
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, options: FaultOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
  }
}

/** True when `error` says of itself that trying again may help. */
export function isRetryable(error: unknown): boolean {
  return error instanceof Fault && error.retryable;
}
