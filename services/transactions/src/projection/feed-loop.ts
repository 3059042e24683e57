import type { Logger } from '@tamsui/platform/logger';
import { type BackgroundLoop, createBackgroundLoop } from '../background-loop.ts';
import { type FollowFeedDeps, followFeed } from './follow-feed.ts';

/**
 * The feed itself waits for what is new; this keeps a busy city from writing many small pages, of which each costs a
 * dozen statements however few entries it has. Whoever watches a screen hardly sees the difference.
 */
const IDLE_MS = 150;

/** Follows the feed in this very thread. */
export function createFeedLoop(deps: FollowFeedDeps & { readonly logger: Logger }): BackgroundLoop {
  const step = () => followFeed(deps);
  return createBackgroundLoop({ name: 'feed', step, idleMs: IDLE_MS, logger: deps.logger });
}
