import { randomInt } from 'node:crypto';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop.ts';
import type { Config } from './config.ts';
import type { EventNews } from './events/event-news.ts';
import { createDeliveryWorker } from './webhooks/delivery-worker.ts';
import { fanOut } from './webhooks/fan-out.ts';
import { resolveBySystem } from './webhooks/guarded-connector.ts';
import { pruneLog } from './webhooks/prune-log.ts';
import { createSender } from './webhooks/send-message.ts';

/** An event is on its way within this, and a retry not much later than it is due. */
const FAN_OUT_IDLE_MS = 500;
const DELIVERIES_IDLE_MS = 500;
const PRUNE_IDLE_MS = 600_000;
const CHANCES = 2 ** 32;

/** Connects what tells merchants' servers of events, and the loops that do it. */
export function composeWebhooks(
  config: Config,
  {
    database,
    clock,
    logger,
    eventNews,
  }: {
    readonly database: Database;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly eventNews: EventNews;
  },
) {
  // Loopback is for a sandbox, whatever the configuration says besides.
  const webhooksToLoopback = config.SANDBOX && config.WEBHOOKS_TO_LOOPBACK;
  const sender = createSender({ clock, resolve: resolveBySystem, toLoopback: webhooksToLoopback });
  const worker = createDeliveryWorker({
    database,
    clock,
    logger,
    sender,
    timeZone: config.CITY_TIME_ZONE,
    identityKeys: config.IDENTITY_KEYS,
    chance: () => randomInt(CHANCES) / CHANCES,
    onRoom: () => deliveries.nudge(),
  });
  const deliveries = createBackgroundLoop({
    name: 'webhook-deliveries',
    step: worker.step,
    idleMs: DELIVERIES_IDLE_MS,
    logger,
  });
  const onDue = (): void => deliveries.nudge();
  const fanningOut = createBackgroundLoop({
    name: 'webhook-fan-out',
    step: () => fanOut({ database, clock, onDue }),
    idleMs: FAN_OUT_IDLE_MS,
    logger,
  });
  const endListening = eventNews.listen(fanningOut.nudge);
  const loops: BackgroundLoop[] = [
    {
      ...fanningOut,
      stop: async () => {
        endListening();
        await fanningOut.stop();
      },
    },
    {
      ...deliveries,
      stop: async () => {
        await Promise.all([deliveries.stop(), worker.stop()]);
      },
    },
    createBackgroundLoop({
      name: 'webhook-log',
      step: () => pruneLog({ database, clock }),
      idleMs: PRUNE_IDLE_MS,
      logger,
    }),
  ];
  return {
    deps: { webhooksToLoopback, onDue },
    loops,
    resources: [{ name: 'webhook sender', stop: () => sender.close() }],
  };
}
