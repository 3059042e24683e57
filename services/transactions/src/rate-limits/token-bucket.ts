import type { Quota } from './quota.ts';

/** What is left of a quota. It fills up evenly: all of it in one window. */
export interface Bucket {
  tokens: number;
  /** When it had so many. */
  atMs: number;
}

/** How a caller stands after a request. */
export interface Standing {
  readonly allowed: boolean;
  /** Whole requests that are left. */
  readonly left: number;
  /** Until the quota is whole again; when nothing is left, until there is one more. */
  readonly resetSeconds: number;
}

export function fullBucket(quota: Quota, nowMs: number): Bucket {
  return { tokens: quota.requests, atMs: nowMs };
}

/** Takes one token out of the bucket, which is changed, or tells how long to wait for one. */
export function takeToken(bucket: Bucket, quota: Quota, nowMs: number): Standing {
  bucket.tokens = tokensAt(bucket, quota, nowMs);
  bucket.atMs = Math.max(bucket.atMs, nowMs);
  const allowed = bucket.tokens >= 1;
  if (allowed) bucket.tokens -= 1;
  return standingOf(bucket.tokens, quota, allowed);
}

/** True when it is as full as a new one, so that forgetting it forgets nothing. */
export function isFull(bucket: Bucket, quota: Quota, nowMs: number): boolean {
  return tokensAt(bucket, quota, nowMs) >= quota.requests;
}

/** What a caller is told who has so many tokens. */
export function standingOf(tokens: number, quota: Quota, allowed: boolean): Standing {
  const left = Math.floor(tokens);
  const missing = left > 0 ? quota.requests - tokens : 1 - tokens;
  const resetSeconds = Math.max(1, Math.ceil((missing * quota.windowSeconds) / quota.requests));
  return { allowed, left, resetSeconds };
}

/** A clock that goes backwards fills nothing. */
function tokensAt({ tokens, atMs }: Bucket, { requests, windowSeconds }: Quota, nowMs: number): number {
  const gained = (Math.max(0, nowMs - atMs) * requests) / (windowSeconds * 1_000);
  return Math.min(requests, tokens + gained);
}
