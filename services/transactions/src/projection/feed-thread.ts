import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from '@tamsui/platform/logger';
import type { Startable } from '../background-loop.ts';
import { type FeedMessage, hearNews } from './feed-message.ts';
import type { FeedNews } from './follow-feed.ts';

export interface FeedThreadOptions extends FeedNews {
  /** The program of the thread: a bundle. */
  readonly file: string;
  readonly logger: Logger;
}

const RESTART_MS = 1_000;

/**
 * Follows the feed in a thread of its own: a page of it is tens of milliseconds of work, and no payment shall wait behind
 * one. A thread that dies is started again; where it stood, the database knows.
 */
export function createFeedThread({ file, logger, ...news }: FeedThreadOptions): Startable {
  let worker: Worker | undefined;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;

  function start(): void {
    // The flags of this process are for its main thread: among them is a module that speaks with the launcher.
    const started = new Worker(file, { execArgv: [] });
    started.on('message', (message: FeedMessage) => hearNews(message, news));
    started.on('error', (error) => logger.error({ err: error }, 'the thread that follows the feed failed'));
    started.once('exit', () => {
      worker = undefined;
      if (!stopping) restart = setTimeout(start, RESTART_MS);
    });
    worker = started;
  }

  return {
    name: 'feed',
    start,
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      if (worker === undefined) return;
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
