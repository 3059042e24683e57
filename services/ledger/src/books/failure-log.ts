import type { Logger } from '@tamsui/platform/logger';

/** A database that is away fails many times a second; one line in this time says it well enough. */
const QUIET_MS = 5_000;

export interface FailureLog {
  /** Logs the first failure, and then at most one in five seconds, with the number of those between. */
  failed(error: unknown): void;
}

export function createFailureLog(
  logger: Logger,
  message: string,
  nowMs = () => performance.now(),
): FailureLog {
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  return {
    failed: (error) => {
      if (nowMs() - loggedAtMs < QUIET_MS) {
        unlogged += 1;
        return;
      }
      logger.warn({ err: error, unlogged }, message);
      loggedAtMs = nowMs();
      unlogged = 0;
    },
  };
}
