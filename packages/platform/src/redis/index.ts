import { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';

export type { Redis };

const COMMAND_TIMEOUT_MS = 200;
/** A connection that is silent for so long while something was asked is closed: the server may be gone without a word. */
const SILENCE_MS = 2_000;
const MAX_RECONNECT_DELAY_MS = 2_000;

/**
 * Redis for what may vanish. The defaults of the library would run a command twice after a reconnect and queue
 * requests in memory while the server is away; both are off, so a caller hears of a failure within 200 ms.
 */
export function createRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  });
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'redis is not reachable'));
  return redis;
}
