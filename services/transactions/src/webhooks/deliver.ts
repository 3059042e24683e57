import { formatPublicId } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import type { AttemptResult } from './attempt.ts';
import type { ClaimedDelivery } from './delivery-queue-store.ts';
import { cancelDeliveries, logAttempt, markDelivered, markNotDelivered } from './delivery-queue-store.ts';
import { afterFailure, type WebhookEndpoint } from './endpoint.ts';
import { lockEndpoint, markDisabled, markUnwell, markWell } from './endpoint-store.ts';
import { type Chance, nextAttemptAt } from './retry-schedule.ts';

export interface FinishDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** Whom the history names for what nobody did by hand. */
const ACTOR = 'system';

/**
 * Writes down what came of an attempt: in the log, for the delivery, and for the endpoint's health. The endpoint is
 * locked first, as everybody does who changes it and its deliveries together: the other way round they would wait for
 * each other.
 */
export async function finishAttempt(
  { database, clock, chance }: FinishDeps,
  delivery: ClaimedDelivery,
  { result, startedAt }: { readonly result: AttemptResult; readonly startedAt: Date },
): Promise<void> {
  const at = clock.now();
  await withTrx(database, async (trx) => {
    const endpoint = await lockEndpoint(trx, delivery.endpointId);
    await logAttempt(trx, delivery, result, startedAt);
    if (result.error === null) {
      await markDelivered(trx, delivery.id, at);
      await markWell(trx, delivery.endpointId, at);
      return;
    }
    const next = nextOf(delivery, result, at, chance);
    await markNotDelivered(trx, delivery, { at, nextAttemptAt: next });
    if (endpoint !== undefined) await noteFailure(trx, endpoint, result, at);
  });
}

/** A ping asks how things are now: it is not tried again. */
function nextOf(
  { attempt, origin }: ClaimedDelivery,
  { retryAfterMs }: AttemptResult,
  now: Date,
  chance: Chance,
): Date | null {
  if (origin === 'ping') return null;
  return nextAttemptAt({ attempt, retryAfterMs, now }, chance) ?? null;
}

async function noteFailure(
  trx: Trx,
  endpoint: WebhookEndpoint,
  { error, status, retryAfterMs }: AttemptResult,
  now: Date,
): Promise<void> {
  const isGone = error === 'gone';
  const { health, disabled, isWarned } = afterFailure(endpoint, { isGone, status, retryAfterMs }, now);
  await markUnwell(trx, endpoint.id, health);
  // What was begun before it was disabled may end after.
  if (endpoint.disabledAt !== null) return;
  if (disabled !== null) {
    await markDisabled(trx, { id: endpoint.id, reason: disabled, at: now });
    await cancelDeliveries(trx, endpoint.id, now);
  }
  if (disabled === null && !isWarned) return;
  await recordMerchantEvent(trx, {
    merchantId: endpoint.merchantId,
    actor: ACTOR,
    action: disabled === null ? 'webhook_endpoint.failing' : 'webhook_endpoint.disabled',
    subject: formatPublicId('whe', endpoint.id),
    facts: {
      url: endpoint.url,
      reason: disabled ?? 'failing',
      failing_since: health.failingSince?.toISOString() ?? null,
      last_error: error,
    },
    at: now,
  });
}
