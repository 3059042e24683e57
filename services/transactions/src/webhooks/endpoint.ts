import type { Uuid } from '@tamsui/ids';
import { restMs } from './retry-schedule.ts';

export const DISABLED_REASONS = ['by_hand', 'gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** Where a merchant is told of events. */
export interface WebhookEndpoint extends EndpointHealth {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly url: string;
  readonly description: string | null;
  /** Null for all, those included that there are not yet. */
  readonly types: readonly string[] | null;
  /** In which version of the API events are told, whatever comes later. */
  readonly apiVersion: string;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly disabledReason: DisabledReason | null;
  readonly lastSuccessAt: Date | null;
}

/** How telling has gone of late. */
export interface EndpointHealth {
  /** Since the last success. */
  readonly failuresInRow: number;
  readonly failingSince: Date | null;
  /** When its merchant was told of a day of nothing but failures. */
  readonly warnedAt: Date | null;
  /** Nothing is sent before this. */
  readonly restingUntil: Date | null;
}

/** A merchant that needs more of them can tell them apart behind one. */
export const MAX_ENDPOINTS = 16;

const HOUR_MS = 3_600_000;
/** After a day of nothing but failures the merchant is told so, after three the endpoint is disabled. */
const WARN_AFTER_MS = 24 * HOUR_MS;
const DISABLE_AFTER_MS = 72 * HOUR_MS;
/** Two failures a day apart are no proof: there have to be some. */
const FAILURES_THAT_COUNT = 5;

export interface Failure {
  readonly isGone: boolean;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
}

export interface AfterFailure {
  readonly health: EndpointHealth;
  /** Whether it is disabled now, and why. */
  readonly disabled: Exclude<DisabledReason, 'by_hand'> | null;
  /** Whether its merchant is to be warned now, which happens once in a row of failures. */
  readonly isWarned: boolean;
}

/** What a failed attempt makes of an endpoint. 410 says that nobody will ever listen there again (Standard Webhooks). */
export function afterFailure(before: EndpointHealth, failure: Failure, now: Date): AfterFailure {
  const failuresInRow = before.failuresInRow + 1;
  const failingSince = before.failingSince ?? now;
  const rest = restMs({ failuresInRow, status: failure.status, retryAfterMs: failure.retryAfterMs });
  const until = new Date(now.getTime() + rest);
  const isLater = rest > 0 && (before.restingUntil === null || before.restingUntil < until);
  const failingMs = now.getTime() - failingSince.getTime();
  const lasts = (ms: number): boolean => failingMs >= ms && failuresInRow >= FAILURES_THAT_COUNT;
  const disabled = failure.isGone ? 'gone' : lasts(DISABLE_AFTER_MS) ? 'failing' : null;
  const isWarned = disabled === null && before.warnedAt === null && lasts(WARN_AFTER_MS);
  const restingUntil = isLater ? until : before.restingUntil;
  return {
    health: { failuresInRow, failingSince, warnedAt: isWarned ? now : before.warnedAt, restingUntil },
    disabled,
    isWarned,
  };
}
