import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCity, startCity } from '../../city/running-city.ts';
import { type Description, operationsOf } from './description.ts';
import { fuzz } from './fuzz.ts';
import { createTally, textOf } from './report.ts';

const REQUESTS = 1_500;
/** As in a long run: here the API is tried, and not its limits. */
const RATE_LIMITS = 'address=9000000/1,device=9000000/1';
let city: RunningCity;
beforeAll(async () => {
  city = await startCity(undefined, { RATE_LIMITS });
}, 180_000);
afterAll(() => city?.stop());

/** `npm run fuzz` also holds every answer against a second; here others compute at the same time. */
it('thousands of made-up requests get only answers that are described, and never a 5xx', {
  timeout: 400_000,
}, async () => {
  const response = await fetch(`${city.facts.urls.transactions}/openapi.json`);
  const description = (await response.json()) as Description;
  const tally = createTally({ logOf: (requestId) => city.logged('transactions', requestId) });
  await fuzz({ city: city.facts, description, tally, requests: REQUESTS, seed: 1 });
  const report = tally.report(
    1,
    operationsOf(description).map(({ id }) => id),
  );
  expect(report.findings, textOf(report)).toEqual([]);
  expect(report.brokenOff).toBeNull();
  expect(report.requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(report.succeeded, textOf(report)).toBeGreaterThan(report.operations * 0.8);
  process.stdout.write(`${textOf(report)}\n`);
});
