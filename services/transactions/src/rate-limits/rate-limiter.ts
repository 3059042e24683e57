import type { Quota } from './quota.ts';
import type { Standing } from './token-bucket.ts';

/** Counts requests by caller. It always answers, and never lets everybody in because something is away. */
export interface RateLimiter {
  /** Counts one request against the quota of this caller. */
  take(quota: Quota, caller: string): Standing | Promise<Standing>;
}
