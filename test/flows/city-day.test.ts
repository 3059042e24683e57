import { runChecks } from '@tamsui/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playDemo } from '../city/play-demo.ts';
import { type RunningCity, startCity } from '../city/running-city.ts';

let city: RunningCity;
beforeAll(async () => {
  city = await startCity();
}, 180_000);
afterAll(() => city?.stop());

const SMALL = ['--residents', '40', '--merchants', '8', '--payments', '400'];

describe('a city day, over HTTP alone', () => {
  it('ends with every proof, and so does a second day on the same data', { timeout: 240_000 }, async () => {
    for (const seed of ['1', '2']) {
      const { exitCode, report, progress } = await playDemo(city, [...SMALL, '--seed', seed]);
      expect(report?.proofs.filter(({ holds }) => !holds) ?? progress).toEqual([]);
      expect(report?.proofs).toHaveLength(8);
      expect(exitCode).toBe(0);
    }
  });

  it('leaves a database in which every check holds', { timeout: 60_000 }, async () => {
    const broken = (await runChecks(city.facts.databaseUrl)).filter(
      ({ violations }) => violations.length > 0,
    );
    expect(broken).toEqual([]);
  });
});
