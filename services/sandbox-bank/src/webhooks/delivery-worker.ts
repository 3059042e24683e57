import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createLoop } from '../loop/loop.ts';
import { type Delivery, nextAttemptAt } from './delivery.ts';
import { claimDueDeliveries, findNextDueAt, finishDelivery, postponeDelivery } from './delivery-store.ts';
import type { SendWebhook } from './send-webhook.ts';

const MAX_AT_ONCE = 32;
/** Longer than the time-out of a try with room to write its outcome. */
const LEASE_MS = 20_000;
/** How often to look when nobody nudges. */
const IDLE_MS = 1_000;

export interface DeliveryWorkerDeps {
  readonly database: Database;
  readonly send: SendWebhook;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DeliveryWorker {
  start(): void;
  nudge(): void;
  /** Takes no more, waits `graceMs` for tries under way, then breaks them off; they stay due. */
  stop(graceMs: number): Promise<void>;
}

/** Delivers webhooks at least once, up to 32 at a time, each independent of the others. */
export function createDeliveryWorker({ database, send, clock, log }: DeliveryWorkerDeps): DeliveryWorker {
  const underWay = new Set<Promise<void>>();
  const breakOff = new AbortController();

  const tryOnce = async (delivery: Delivery): Promise<void> => {
    const tries = Array.from({ length: delivery.copies }, () => send(delivery, breakOff.signal));
    const problems = await Promise.all(tries);
    if (breakOff.signal.aborted) return;
    const problem = problems.includes(undefined) ? undefined : problems[0];
    if (problem === undefined) return finishDelivery(database, delivery.id, 'delivered', clock.now(), null);
    const at = nextAttemptAt(delivery.attemptCount, delivery.createdAt, clock.now());
    if (at === undefined) return finishDelivery(database, delivery.id, 'abandoned', clock.now(), problem);
    return postponeDelivery(database, delivery.id, at, problem);
  };
  const track = (delivery: Delivery): void => {
    const trying = tryOnce(delivery)
      .catch((error: unknown) =>
        log.warn({ err: error, delivery: delivery.id }, 'an outcome was not written'),
      )
      .finally(() => {
        underWay.delete(trying);
        loop.nudge();
      });
    underWay.add(trying);
  };
  const step = async (): Promise<number> => {
    const room = MAX_AT_ONCE - underWay.size;
    if (room === 0) return IDLE_MS;
    const now = clock.now();
    const due = await claimDueDeliveries(database, now, new Date(now.getTime() + LEASE_MS), room);
    due.forEach(track);
    if (due.length === room) return IDLE_MS;
    const nextDueAt = await findNextDueAt(database);
    if (nextDueAt === undefined) return IDLE_MS;
    return Math.min(IDLE_MS, Math.max(0, nextDueAt.getTime() - clock.now().getTime()));
  };
  const loop = createLoop({ name: 'webhooks', step, clock, log });
  return {
    start: loop.start,
    nudge: loop.nudge,
    async stop(graceMs) {
      await loop.stop();
      const drained = new AbortController();
      const settled = Promise.all(underWay).finally(() => drained.abort());
      await clock.sleep(graceMs, drained.signal);
      breakOff.abort();
      await settled;
    },
  };
}
