import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Registry } from '@tamsui/platform/metrics';
import type { Redis } from '@tamsui/platform/redis';
import type { Stoppable } from '@tamsui/platform/shutdown';
import type { AccessTokens } from './auth/access-token.ts';
import type { Authenticate } from './auth/credentials.ts';
import { createLastingRights } from './auth/lasting-rights.ts';
import { createEventNews, type EventNews } from './events/event-news.ts';
import { createEventHub } from './live-stream/event-hub.ts';
import { createLiveStreams } from './live-stream/live-streams.ts';
import { shareEventNews } from './live-stream/redis-event-news.ts';
import { createStreamPlaces } from './live-stream/stream-places.ts';

/** News of events, within this process and through Redis if there is one. */
export function composeEventNews(
  redis: Redis | undefined,
  logger: Logger,
): { readonly eventNews: EventNews; readonly resources: readonly Stoppable[] } {
  const own = createEventNews();
  if (redis === undefined) return { eventNews: own, resources: [] };
  const shared = shareEventNews(own, redis, logger);
  return { eventNews: shared, resources: [shared] };
}

export interface LiveStreamOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly eventNews: EventNews;
  readonly accessTokens: AccessTokens;
  readonly authenticate: Authenticate;
  readonly maxStreams: number;
}

/** Connects what tells phones and tills of events as they happen. */
export function composeLiveStream(options: LiveStreamOptions) {
  const hub = createEventHub({ ...options, news: options.eventNews });
  const liveStreams = createLiveStreams({ ...options, hub });
  const streamPlaces = createStreamPlaces(options.maxStreams);
  return {
    deps: { liveStreams, streamPlaces, lastingRights: createLastingRights(options) },
    /** To be stopped before the door is closed, since a stream never ends by itself. */
    streams: liveStreams,
    loops: [hub.loop, liveStreams.loop],
  };
}
