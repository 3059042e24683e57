import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { invariant } from '@tamsui/errors';
import { composeFeedFollower } from './compose-feed-follower.ts';
import { readTransactionsConfig } from './config.ts';
import { sayNews } from './projection/feed-message.ts';

/** The program of the thread that follows the feed. It ends at the first message. */
const port = parentPort;
invariant(port !== null, 'this program is a thread of another');
const { loop, resources } = composeFeedFollower(
  readTransactionsConfig(),
  sayNews((message) => port.postMessage(message)),
);
const told = once(port, 'message');
loop.start();
await told;
for (const part of [loop, ...resources]) await part.stop();
