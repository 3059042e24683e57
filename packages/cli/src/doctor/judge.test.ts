import { expect, test } from 'vitest';
import { judgeClock } from './look-at-clock.ts';
import { judgeFeeds } from './look-at-feed.ts';
import { judgeDisk, judgeNode } from './look-at-machine.ts';
import { judgeSteps } from './look-at-migrations.ts';
import { judgeDurability } from './look-at-postgres.ts';
import { judgeEndpoint } from './look-at-webhooks.ts';

const GIB = 1024 ** 3;

test.each([
  ['18.20.0', 'broken'],
  ['20.18.1', 'broken'],
  ['20.19.0', 'warning'],
  ['22.3.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s is %s', (version, status) => {
  expect(judgeNode(version)).toMatchObject({ check: 'node', status });
});

test.each([
  [0.5, 'broken'],
  [3, 'warning'],
  [50, 'ok'],
])('%s GiB free are %s', (gib, status) => {
  expect(judgeDisk('/data', gib * GIB, 100 * GIB)).toMatchObject({ check: 'disk', status });
});

test.each([
  [0, 'ok', 0],
  [-5_900, 'ok', 4.9],
  [20_000, 'warning', 19],
  [-61_000, 'broken', 60],
])('a clock that differs by %s ms is %s', (differenceMs, status, secondsOff) => {
  expect(judgeClock(differenceMs)).toMatchObject({ status, facts: { seconds_off: secondsOff } });
});

test('a reader that waits for more than a minute is named', () => {
  const at = (name: string, seconds: number | null) => ({ name, batch: '7', waiting_seconds: seconds });
  expect(judgeFeeds([at('payments', 2), at('events', null)]).status).toBe('ok');
  expect(judgeFeeds([at('payments', 61), at('events', 1)])).toMatchObject({
    status: 'broken',
    message: 'Behind the journal: payments (61 s)',
  });
});

test('a database that is newer than the program is a warning', () => {
  expect(judgeSteps([], ['transactions/999-later'])).toMatchObject({ status: 'warning' });
  expect(judgeSteps(['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6'], []).message).toContain('a/5 and 1 more');
});

test('a server that may forget what it has committed is broken', () => {
  expect(judgeDurability([])).toMatchObject([{ status: 'ok' }]);
  expect(judgeDurability(['fsync'])).toMatchObject([
    { status: 'broken', todo: 'In postgresql.conf: fsync = on; then reload the server.' },
  ]);
});

test.each([
  [{ status: 'enabled', failing_since: null }, 'ok'],
  [{ status: 'enabled', failing_since: '2026-11-24T00:00:00.000Z' }, 'broken'],
  [{ status: 'disabled', disabled_reason: 'failing' }, 'broken'],
  [{ status: 'disabled', disabled_reason: 'by_hand' }, 'warning'],
])('an endpoint that is %j is %s', (endpoint, status) => {
  expect(judgeEndpoint({ id: 'whe_1', url: 'https://shop.example', ...endpoint })).toMatchObject({ status });
});
