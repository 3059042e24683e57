import { runClosedLoop } from './closed-loop.ts';
import { runOpenLoop } from './open-loop.ts';
import type { Traffic } from './traffic.ts';

/**
 * Sends what it is told to by its parent, and tells what was answered. It is a process of its own so that who counts
 * does not wait for who prepares.
 */
process.on('message', (traffic: Traffic) => {
  const running = traffic.kind === 'closed' ? runClosedLoop(traffic) : runOpenLoop(traffic);
  void running.then((answers) => process.send?.(answers));
});
process.once('disconnect', () => process.exit());
