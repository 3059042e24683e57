import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { newUuid, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import { type DeliveryOrigin, PING_TYPE } from './delivery.ts';
import { findDelivery, type OwnedDelivery } from './delivery-log-store.ts';
import type { WebhookEndpoint } from './endpoint.ts';
import { lockEndpoint } from './endpoint-store.ts';
import { insertDeliveries } from './fan-out-store.ts';
import { findEventType, listForReplay, type ReplayRange } from './replay-store.ts';
import { asksFor } from './webhook-types.ts';

export interface ReplayDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Says that something is due now. */
  onDue(): void;
}

/** More than this at a time is asked for in parts. */
const MAX_REPLAYED = 10_000;

type Refused<Code extends string> = { readonly code: Code };

/** Tells an endpoint of an event once more, under the event's own id: a receiver that had it knows it again. */
export async function replayEvent(
  deps: ReplayDeps,
  endpoint: WebhookEndpoint,
  eventId: Uuid,
): Promise<Result<OwnedDelivery, Refused<'endpoint_disabled' | 'event_not_found' | 'event_not_asked_for'>>> {
  if (endpoint.disabledAt !== null) return refuse('endpoint_disabled');
  const type = await findEventType(deps.database, { eventId, merchantId: endpoint.merchantId });
  if (type === undefined) return refuse('event_not_found');
  if (!asksFor(endpoint.types, type)) return refuse('event_not_asked_for');
  return enqueue(deps, endpoint.id, { eventId, type, origin: 'replay' });
}

/**
 * Tries an endpoint with a message that tells nothing, once.
 * @param type another than a ping's own for a sample of such an event
 */
export async function pingEndpoint(
  deps: ReplayDeps,
  endpoint: WebhookEndpoint,
  type: string = PING_TYPE,
): Promise<Result<OwnedDelivery, Refused<'endpoint_disabled'>>> {
  if (endpoint.disabledAt !== null) return refuse('endpoint_disabled');
  return enqueue(deps, endpoint.id, { eventId: newUuid(), type, origin: 'ping' });
}

/** Tells again what happened in a range. @returns how many events are sent */
export async function replayRange(
  { database, clock, onDue }: ReplayDeps,
  endpoint: WebhookEndpoint,
  range: ReplayRange,
): Promise<Result<number, Refused<'endpoint_disabled' | 'range_empty' | 'range_too_large'>>> {
  if (endpoint.disabledAt !== null) return refuse('endpoint_disabled');
  if (range.before <= range.after) return refuse('range_empty');
  const matches = await listForReplay(database, endpoint, range, MAX_REPLAYED + 1);
  if (matches.length > MAX_REPLAYED) return refuse('range_too_large');
  const isTold = await withTrx(database, async (trx) => {
    if (!(await staysEnabled(trx, endpoint.id))) return false;
    await insertDeliveries(trx, matches, { origin: 'replay', now: clock.now() });
    return true;
  });
  if (!isTold) return refuse('endpoint_disabled');
  onDue();
  return accept(matches.length);
}

/** Until the end of the trx. One that was removed a moment ago is told nothing, like one that is disabled. */
async function staysEnabled(trx: Trx, id: Uuid): Promise<boolean> {
  const endpoint = await lockEndpoint(trx, id);
  return endpoint !== undefined && endpoint.disabledAt === null;
}

async function enqueue(
  { database, clock, onDue }: ReplayDeps,
  endpointId: Uuid,
  { origin, ...told }: { readonly eventId: Uuid; readonly type: string; readonly origin: DeliveryOrigin },
): Promise<Result<OwnedDelivery, Refused<'endpoint_disabled'>>> {
  return withTrx(database, async (trx) => {
    if (!(await staysEnabled(trx, endpointId))) return refuse('endpoint_disabled');
    const [id] = await insertDeliveries(trx, [{ endpointId, ...told }], { origin, now: clock.now() });
    invariant(id !== undefined, 'a new delivery is new');
    const delivery = await findDelivery(trx, id);
    invariant(delivery !== undefined, 'it was written just now, and its endpoint stays');
    return accept(delivery);
  }).finally(onDue);
}
