import type { Logger } from '@tamsui/platform/logger';
import type { Redis } from '@tamsui/platform/redis';
import type { Stoppable } from '@tamsui/platform/shutdown';
import type { EventNews } from '../events/event-news.ts';

const CHANNEL = 'tamsui:events';

/** News that all processes hear of each other. */
export interface SharedEventNews extends EventNews, Stoppable {}

/**
 * Passes news on through Redis. What is lost on the way only makes another process look later, so nothing here waits for
 * Redis, and nothing is tried again.
 * @param own news within this process
 */
export function shareEventNews(own: EventNews, redis: Redis, logger: Logger): SharedEventNews {
  const hearing = hear(own, redis, logger);
  let isTelling = false;
  let isMore = false;

  /** One message under way at a time; what happens meanwhile is one more. */
  async function publish(): Promise<void> {
    if (isTelling) {
      isMore = true;
      return;
    }
    isTelling = true;
    do {
      isMore = false;
      await redis.publish(CHANNEL, '').catch(() => undefined);
    } while (isMore);
    isTelling = false;
  }

  return {
    name: 'event news',
    tell: () => {
      own.tell();
      void publish();
    },
    listen: own.listen,
    stop: async () => hearing.disconnect(),
  };
}

/** A connection that hears can do nothing else, so it is one of its own. */
function hear(own: EventNews, redis: Redis, logger: Logger): Redis {
  const hearing = redis.duplicate({ autoResubscribe: false });
  hearing.on('error', (error: Error) => logger.debug({ err: error }, 'no news of events from redis'));
  hearing.on('ready', () => {
    hearing
      .subscribe(CHANNEL)
      .catch((error: unknown) => logger.warn({ err: error }, 'cannot hear of events'));
    // Something may have happened while nobody listened.
    own.tell();
  });
  hearing.on('message', () => own.tell());
  return hearing;
}
