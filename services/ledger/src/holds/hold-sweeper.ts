import type { Logger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';

const INTERVAL_MS = 5_000;

/** Calls the sweep again and again. A sweep that fails is logged, and the next one does its work. */
export function startHoldSweeper(sweep: () => Promise<number>, logger: Logger): Stoppable {
  let running: Promise<void> = Promise.resolve();
  const once = async (): Promise<void> => {
    try {
      const released = await sweep();
      if (released > 0) logger.info({ released }, 'released expired holds');
    } catch (error) {
      logger.warn({ err: error }, 'expired holds were not released; the next sweep will do it');
    }
  };
  const timer = setInterval(() => {
    running = running.then(once);
  }, INTERVAL_MS);
  return {
    name: 'hold sweeper',
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
