import { runChecks } from '@tamsui/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playDemo } from '../city/play-demo.ts';
import { type RunningCity, startCity } from '../city/running-city.ts';

let city: RunningCity;
beforeAll(async () => {
  city = await startCity();
}, 180_000);
afterAll(() => city?.stop());

const DAY = ['--residents', '40', '--merchants', '8', '--payments', '400'];

/** Kills a part of the city without a warning when the day has come so far. */
function killAt(progressOf: Record<string, string>): {
  onProgress: (line: string) => void;
  killed: string[];
} {
  const killed: string[] = [];
  const onProgress = (line: string): void => {
    const name = progressOf[line];
    const pid = name === undefined ? undefined : city.refreshed().pids[name];
    if (name === undefined || pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    killed.push(name);
  };
  return { onProgress, killed };
}

describe('a city day in which processes are killed', () => {
  it.each([
    ['the ledger', { 'Payments by code: 80/400': 'ledger', 'Payments by code: 240/400': 'ledger' }, 2],
    ['PostgreSQL', { 'Payments by code: 120/400': 'postgres' }, 1],
    [
      'the public API and settlement',
      { 'Payments by code: 160/400': 'transactions', 'Payments by code: 320/400': 'settlement' },
      2,
    ],
    ['the bank', { 'Top-ups by direct debit: 12/40': 'sandbox-bank' }, 1],
  ])(
    'goes on after %s is killed, and every proof holds',
    { timeout: 240_000 },
    async (_name, plan, kills) => {
      const { onProgress, killed } = killAt(plan);
      const { exitCode, report, progress } = await playDemo(city, DAY, onProgress);
      expect(report?.proofs.filter(({ holds }) => !holds) ?? progress).toEqual([]);
      expect(killed).toHaveLength(kills);
      expect(exitCode).toBe(0);
    },
  );

  it('leaves a database in which every check holds', { timeout: 60_000 }, async () => {
    const broken = (await runChecks(city.facts.databaseUrl)).filter(
      ({ violations }) => violations.length > 0,
    );
    expect(broken).toEqual([]);
  });
});
