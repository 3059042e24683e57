import { expect, test } from 'vitest';
import type { Running } from './running.ts';
import { type SupervisorOptions, supervise } from './supervisor.ts';
import { waitUntil } from './wait-until.ts';

interface FakeProgram extends Running {
  fall(reason: string): void;
}

function fakeProgram(pid: number): FakeProgram {
  let fall: (reason: string) => void = () => {};
  const exited = new Promise<string>((resolve) => {
    fall = resolve;
  });
  return {
    pid,
    exited,
    fall,
    stop: async () => {
      fall('stopped');
    },
  };
}

function prepare(overrides: Partial<SupervisorOptions> = {}) {
  const started: FakeProgram[] = [];
  const said: string[] = [];
  const gaveUp: string[] = [];
  const city = new AbortController();
  const options: SupervisorOptions = {
    name: 'till',
    signal: city.signal,
    start: async () => {
      const program = fakeProgram(started.length + 1);
      started.push(program);
      return program;
    },
    say: (line) => said.push(line),
    onStarted: () => {},
    onGiveUp: (reason) => gaveUp.push(reason),
    nowMs: () => performance.now(),
    ...overrides,
  };
  return { options, started, said, gaveUp, city };
}

test('a program that ends by itself is started again, and both are told', async () => {
  const { options, started, said } = prepare();
  const supervised = await supervise(options);
  started[0]?.fall('SIGKILL');
  expect(await waitUntil(() => said.includes('till is back'), 5_000)).toBe(true);
  expect(started).toHaveLength(2);
  expect(said[0]).toBe('till ended (SIGKILL); starting it again');
  await supervised.stop();
  expect(started).toHaveLength(2);
});

test('a program that is stopped stays stopped', async () => {
  const { options, started, said } = prepare();
  await (await supervise(options)).stop();
  expect(started).toHaveLength(1);
  expect(said).toEqual([]);
});

test('nothing is started again once the city has to end', async () => {
  const { options, started, city } = prepare();
  const supervised = await supervise(options);
  city.abort();
  started[0]?.fall('SIGTERM');
  await supervised.stop();
  expect(started).toHaveLength(1);
});

test('what the first start throws is thrown on', async () => {
  const { options } = prepare({ start: () => Promise.reject(new Error('no such program')) });
  await expect(supervise(options)).rejects.toThrow('no such program');
});
