import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { stopOnSignal } from './shutdown.ts';

const EVENTS = ['uncaughtException', 'unhandledRejection', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGQUIT'];
const FAULTS = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'];
const ALL = [...EVENTS, ...FAULTS, 'SIGUSR2', 'SIGTERM'];
let before: Map<string, unknown[]>;

beforeEach(() => {
  before = new Map(ALL.map((event) => [event, process.listeners(event as NodeJS.Signals)]));
});
// The process of the tests is not to be stopped by what is tried here.
afterEach(() => {
  for (const [event, kept] of before) {
    for (const listener of process.listeners(event as NodeJS.Signals)) {
      if (!kept.includes(listener)) process.removeListener(event, listener);
    }
  }
});

const added = (event: string): number => process.listenerCount(event) - (before.get(event)?.length ?? 0);

it('stops in good order at the signals of whoever runs it', () => {
  stopOnSignal(createLogger('test', 'silent'), []);
  expect(['SIGTERM', 'SIGINT', 'uncaughtException'].map(added)).toEqual([1, 1, 1]);
});

it.each(FAULTS)('leaves %s to the system: a handler would meet the same fault for ever', (fault) => {
  stopOnSignal(createLogger('test', 'silent'), []);
  expect(added(fault)).toBe(0);
});
