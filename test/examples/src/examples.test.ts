import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningCity, startCity } from '../../city/running-city.ts';
import type { Description } from '../../fuzz/src/description.ts';
import { CITY_OF_EXAMPLES, EXAMPLES_FILE } from './city-of-examples.ts';
import type { Examples } from './examples.ts';
import type { Exchange } from './exchange.ts';
import { holdToExamples } from './hold-to-examples.ts';
import { type Played, playStories } from './play-stories.ts';
import { type DescribedRefusals, holdRefusals } from './refusals/hold-refusals.ts';
import { LEFT_OUT } from './refusals/left-out.ts';

const examples = JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8')) as Examples;
const RECORD = 'When the API is meant to be so now: npm run examples';
let city: RunningCity;
let played: Played;
let description: Description & DescribedRefusals;
beforeAll(async () => {
  city = await startCity(undefined, CITY_OF_EXAMPLES);
  const response = await fetch(`${city.facts.urls.transactions}/openapi.json`);
  description = (await response.json()) as typeof description;
  played = await playStories({ city: city.facts, description });
}, 600_000);
afterAll(() => city?.stop());

test('every example was performed in a running city, and was answered as it says', () => {
  const { performed, received, complaints } = holdToExamples(examples, played);
  expect(complaints, RECORD).toEqual([]);
  expect(performed).toBeGreaterThanOrEqual(played.operations.length);
  process.stdout.write(
    `${performed} examples of ${played.operations.length} operations were performed, ${received} of webhooks received\n`,
  );
});

test('every example of a refusal was said to somebody, word for word', () => {
  const { performed, complaints } = holdRefusals(description, played.refusals, LEFT_OUT);
  expect(complaints, RECORD).toEqual([]);
  expect(performed).toBeGreaterThan(200);
  process.stdout.write(`${performed} examples of refusals were performed\n`);
});

test('an example of a refusal that no story executes is found, and one that differs', () => {
  const met = played.refusals.filter(({ code }) => code !== 'pin_unchanged');
  const examples = { ...description.components.examples, insufficient_funds: { value: {} } };
  const { complaints } = holdRefusals({ ...description, components: { examples } }, met, LEFT_OUT);
  expect(complaints).toHaveLength(2);
  expect(complaints.join()).toContain('the example pin_unchanged: no story is refused so');
  expect(complaints.join()).toContain('the example insufficient_funds differs from what was said');
});

test('all that is described was seen, and nothing else', () => {
  expect(played.missing, RECORD).toEqual([]);
  expect(played.wrong).toEqual([]);
  expect(played.notRefused).toEqual([]);
});

const ANY_ID = 'pay_01k0c3d9v2e8qt4m7x5r6w1zha';

test('every operation that is not for everybody refuses a stranger as the example of a problem says', async () => {
  const example = description.components.examples?.unauthorized?.value ?? {};
  const { detail: _detail, request_id: _id, ...unauthorized } = example as Record<string, unknown>;
  expect(unauthorized).toMatchObject({ status: 401, code: 'unauthorized' });
  // The bank brings no token: its signature is missing, and that is another problem.
  const closed = played.operations.filter(
    ({ schemes }) => schemes.length > 0 && !schemes.includes('bankSignature'),
  );
  for (const { id, method, path } of closed) {
    const url = `${city.facts.urls.transactions}${path.replace('{id}', ANY_ID)}`;
    const answer = await fetch(url, { method });
    expect(await answer.json(), id).toMatchObject(unauthorized);
    expect(answer.status, id).toBe(401);
  }
  expect(closed.length).toBeGreaterThan(100);
});

type Change = readonly [string, string, (example: Exchange) => Exchange];

const CHANGES: readonly Change[] = [
  [
    'a request that nobody would send',
    'nobody sent this request',
    (one) => ({ ...one, body: { ...(one.body as object), amount: '1' } }),
  ],
  ['another status', 'the answer differs at its status, which is 201', (one) => ({ ...one, status: 299 })],
  [
    'one member more',
    'the answer differs at /answer/planted',
    (one) => ({ ...one, answer: { ...(one.answer as object), planted: true } }),
  ],
  [
    'a number for an amount',
    'the answer differs at /answer/amount',
    (one) => ({ ...one, answer: { ...(one.answer as object), amount: 40 } }),
  ],
  [
    'the id of another thing',
    'the answer differs at /answer/id',
    (one) => ({ ...one, answer: { ...(one.answer as object), id: 'pay_01k0c3d9v2e8qt4m7x5r6w1zha' } }),
  ],
];

test.each(CHANGES)('an example with %s is found', (_what, complaint, change) => {
  const createRefund = (examples.operations.createRefund ?? []).map(change);
  const { complaints } = holdToExamples(
    { ...examples, operations: { ...examples.operations, createRefund } },
    played,
  );
  expect(complaints.join()).toContain(complaint);
  expect(complaints.every((one) => one.startsWith('createRefund '))).toBe(true);
});

test('an operation and a webhook without an example, and one too many, are found', () => {
  const { createRefund, ...operations } = examples.operations;
  const webhooks = { ...examples.webhooks, 'planted.done': { type: 'planted.done' } };
  expect(
    holdToExamples(
      { ...examples, operations: { ...operations, plant: createRefund ?? [] }, webhooks },
      played,
    ).complaints,
  ).toEqual([
    'createRefund has no example',
    'plant 201 application/json: there is no such operation',
    'the webhook planted.done: none was sent',
  ]);
});
