import { invariant } from '@tamsui/errors';
import { withTrx } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import type { AttemptResult } from './attempt.ts';
import { type FinishDeps, finishAttempt } from './deliver.ts';
import { type ClaimedDelivery, claimDeliveries, giveBack } from './delivery-queue-store.ts';
import { type Message, messageOf } from './message.ts';
import type { Sender } from './send-message.ts';
import { type KeptKey, listWebhookKeys, openWebhookKey } from './webhook-key-store.ts';

export interface DeliveryWorkerDeps extends FinishDeps {
  readonly identityKeys: Keyring;
  readonly sender: Sender;
  readonly logger: Logger;
  /** The city's. */
  readonly timeZone: string;
  /** Says that there is room for another. */
  onRoom(): void;
}

export interface DeliveryWorker {
  /** Takes as much as there is room for, and does not wait for receivers. */
  step(): Promise<StepResult>;
  /** Breaks off what is under way, and puts it back. */
  stop(): Promise<void>;
}

/** Receivers that one process speaks to at a time. A slow one takes one of these places, and no other's time. */
const MAX_UNDER_WAY_HERE = 64;

export function createDeliveryWorker(deps: DeliveryWorkerDeps): DeliveryWorker {
  const { database, clock, logger } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const inTurn = createTurns();

  async function run(delivery: ClaimedDelivery, message: Message, kept: readonly KeptKey[]): Promise<void> {
    const keys = kept.map((key) => openWebhookKey(deps.identityKeys, key));
    const startedAt = clock.now();
    const result = await deps.sender.send({ ...delivery, ...message, keys }, stopping.signal);
    // One at a time: payments need the database's connections, and receivers can wait.
    await inTurn(() => settle(delivery, result, startedAt));
  }

  function settle(delivery: ClaimedDelivery, result: AttemptResult, startedAt: Date): Promise<void> {
    return result.error === 'interrupted'
      ? giveBack(database, delivery, clock.now())
      : finishAttempt(deps, delivery, { result, startedAt });
  }

  function begin(work: Promise<void>, delivery: ClaimedDelivery): void {
    const kept = work
      // What could not be written down is due again when its lease is over: the receiver knows the message by its id.
      .catch((error: unknown) => logger.warn({ err: error, delivery: delivery.id }, 'delivery waits'))
      .finally(() => {
        underWay.delete(kept);
        deps.onRoom();
      });
    underWay.add(kept);
  }

  return {
    step: async () => {
      const limit = MAX_UNDER_WAY_HERE - underWay.size;
      if (limit <= 0 || stopping.signal.aborted) return 'idle';
      const now = clock.now();
      const claimed = await withTrx(database, (trx) => claimDeliveries(trx, { now, limit }));
      if (claimed.length === 0) return 'idle';
      const endpointIds = [...new Set(claimed.map(({ endpointId }) => endpointId))];
      const keys = await listWebhookKeys(database, { endpointIds, now });
      for (const delivery of claimed) {
        const message = await messageOf(deps, delivery);
        invariant(message !== undefined, 'events are for ever');
        const own = keys.filter(({ endpointId }) => endpointId === delivery.endpointId);
        begin(run(delivery, message, own), delivery);
      }
      return 'more';
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

/** Does one thing after the other, whether the one before went well or not. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
