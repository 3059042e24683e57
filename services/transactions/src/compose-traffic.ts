import type { Clock } from '@tamsui/platform/clock';
import type { Logger } from '@tamsui/platform/logger';
import type { Redis } from '@tamsui/platform/redis';
import { createCallerLimit } from './http/caller-limit.ts';
import { createExportPlaces } from './http/concurrent-exports.ts';
import { ceilingsOf } from './http/shed-load.ts';
import { createMemoryRateLimiter } from './rate-limits/memory-rate-limiter.ts';
import type { Quotas } from './rate-limits/quota.ts';
import { createSharedRateLimiter } from './rate-limits/shared-rate-limiter.ts';
import { createLoadGauge } from './shedding/load-gauge.ts';

export interface TrafficOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly redis: Redis | undefined;
  readonly quotas: Quotas;
  readonly maxInFlight: number;
  readonly maxLoopDelayMs: number;
  readonly trustedProxies: number;
}

/** What decides how much of the traffic is let in. */
export function composeTraffic(options: TrafficOptions) {
  const { clock, logger, redis, quotas, trustedProxies } = options;
  const alone = createMemoryRateLimiter(clock);
  const limiter = redis === undefined ? alone : createSharedRateLimiter({ redis, alone, clock, logger });
  const gauge = createLoadGauge();
  const limitCaller = createCallerLimit({ limiter, quotas, exportPlaces: createExportPlaces() });
  return {
    deps: { limitCaller, gauge, ceilings: ceilingsOf(options), trustedProxies },
    resources: [gauge],
  };
}
