import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUuid } from '@tamsui/ids';
import { createLogger } from '@tamsui/platform/logger';
import { atTheEnd } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { createFeedThread } from './feed-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamsui-feed-thread-'));
atTheEnd(() => rmSync(folder, { recursive: true, force: true }));

/** A thread whose program is given, what it said, and what was logged. */
function startThread(name: string, program: string) {
  const heard: unknown[] = [];
  const lines: Record<string, unknown>[] = [];
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${program}`);
  const thread = createFeedThread({
    file,
    logger: createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) }),
    onEntries: (ids) => heard.push(ids),
    onEvents: () => heard.push('events'),
    onCancelledPaid: () => heard.push('cancelled paid'),
  });
  thread.start();
  atTheEnd(() => thread.stop());
  return { thread, heard, lines };
}

const END_WHEN_TOLD = `parentPort.once('message', () => parentPort.close());`;

test('what the thread says is heard, and it ends when it is told to', async () => {
  const id = newUuid();
  const { thread, heard } = startThread(
    'talks',
    `parentPort.postMessage({ news: 'entries', ids: ['${id}'] });
     parentPort.postMessage({ news: 'events' });
     parentPort.postMessage({ news: 'cancelled_paid' });
     parentPort.once('message', () => { parentPort.postMessage({ news: 'events' }); parentPort.close(); });`,
  );
  await expect.poll(() => heard).toEqual([[id], 'events', 'cancelled paid']);
  await thread.stop();
  expect(heard.at(-1)).toBe('events');
  expect(heard).toHaveLength(4);
});

test('a thread that dies is logged and started again', async () => {
  const { thread, heard, lines } = startThread(
    'dies',
    `import { existsSync, writeFileSync } from 'node:fs';
     const mark = ${JSON.stringify(join(folder, 'was-here'))};
     if (!existsSync(mark)) { writeFileSync(mark, ''); throw new Error('out of luck'); }
     parentPort.postMessage({ news: 'events' }); ${END_WHEN_TOLD}`,
  );
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['events']);
  expect(lines).toMatchObject([{ level: 50, err: { message: 'out of luck' } }]);
  await thread.stop();
});

test('a thread that is between two lives stays away when it is stopped', async () => {
  const { thread, lines } = startThread('is gone', `throw new Error('gone');`);
  await expect.poll(() => lines).toHaveLength(1);
  await thread.stop();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(lines).toHaveLength(1);
});
