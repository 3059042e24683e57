import type { Uuid } from '@tamsui/ids';
import type { AttemptError } from './attempt.ts';

export const DELIVERY_STATUSES = ['waiting', 'sending', 'delivered', 'failed', 'canceled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
/** Because it happened, because somebody asked to be told again, or to try the endpoint. */
export const DELIVERY_ORIGINS = ['event', 'replay', 'ping'] as const;
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

export const PING_TYPE = 'webhook_endpoint.ping';

/** One event that is told to one endpoint, with as many attempts as it takes. */
export interface Delivery {
  readonly id: Uuid;
  readonly endpointId: Uuid;
  readonly eventId: Uuid;
  readonly type: string;
  readonly origin: DeliveryOrigin;
  readonly status: DeliveryStatus;
  /** Those that were begun. */
  readonly attempts: number;
  /** Null when nothing is to be done any more. */
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** What the log says of one attempt. */
export interface LoggedAttempt {
  readonly deliveryId: Uuid;
  readonly attempt: number;
  readonly startedAt: Date;
  /** Null when whoever made it died over it. */
  readonly durationMs: number | null;
  readonly status: number | null;
  /** Null when it was delivered. */
  readonly error: AttemptError | null;
  readonly responseStart: string | null;
}

/** How many may be under way to one endpoint, in all processes together. One that fails is tried with one at a time. */
export const MAX_UNDER_WAY = 4;
/** Longer than any attempt: what is not done by then was begun by a process that is dead. */
export const LEASE_MS = 60_000;
