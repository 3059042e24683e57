import { createLogger } from '@tamsui/platform/logger';
import { expect, it } from 'vitest';
import { createFailureLog } from './failure-log.ts';

it('logs the first failure at once and then one in five seconds, with the number of those between', () => {
  const lines: { unlogged: number; err: { message: string } }[] = [];
  const logger = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
  let nowMs = 1_000;
  const log = createFailureLog(logger, 'the book is reloaded', () => nowMs);
  for (let failure = 0; failure < 150; failure += 1) {
    log.failed(new Error(`failure ${failure}`));
    nowMs += 200;
  }
  expect(lines.map(({ err, unlogged }) => [err.message, unlogged])).toEqual([
    ['failure 0', 0],
    ['failure 25', 24],
    ['failure 50', 24],
    ['failure 75', 24],
    ['failure 100', 24],
    ['failure 125', 24],
  ]);
});
