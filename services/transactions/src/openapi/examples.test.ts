import { afterAll, expect, test } from 'vitest';
import { compose } from '../compose.ts';
import { testConfig } from '../testing/test-config.ts';
import { describeApi } from './describe-api.ts';
import { type Described, type Example, examplesIn, withoutExample } from './examples.testing.ts';
import { createExampleJudge } from './judge-example.testing.ts';

const { routes, resources } = compose(testConfig());
afterAll(async () => {
  for (const part of resources) await part.stop();
});

const document = describeApi(routes) as unknown as Described;
const examples = examplesIn(document);
const complaintAbout = createExampleJudge(document.components);
const RECORD = 'Tell a story of it in test/fuzz/src/stories and run: npm run examples';

test('every operation and every webhook has an example of all that it takes and says', () => {
  expect(withoutExample(document), RECORD).toEqual([]);
  expect(examples.length).toBeGreaterThan(routes.length * 10);
});

test('an operation that nobody recorded is found', () => {
  const [route] = routes.filter(({ operation }) => operation === 'createPayment');
  const newer = { ...route, operation: 'createPlanted', path: '/v1/planted' } as (typeof routes)[number];
  const planted = describeApi([...routes, newer]);
  const found = withoutExample(planted as unknown as Described);
  expect(found).toEqual([
    'createPlanted has no sample',
    'createPlanted: its body application/json',
    'createPlanted: 201 application/json',
    'createPlanted: 202 application/json',
  ]);
});

test('every example is as its own schema says', () => {
  const wrong = examples.flatMap((example) => {
    const complaint = complaintAbout(example);
    return complaint === undefined ? [] : [`${example.place}: ${complaint}`];
  });
  expect(wrong, RECORD).toEqual([]);
});

test.each([
  ['another type', { amount: 120 }],
  ['an instant that is none', { created_at: '2026-13-41T04:05:06Z' }],
])('an example with %s is found', (_what, changed) => {
  const [example] = examples.filter(({ place }) => place === 'createPayment: 201 application/json');
  const value = { ...(example?.value as object), ...changed };
  expect(complaintAbout({ ...(example as Example), value })).toBeDefined();
});

const NOT_TO_BE_SHOWN: readonly (readonly [string, RegExp])[] = [
  ['a path of a machine', /\/(?:home|Users|root|tmp|var|work)\//],
  ['an address of this machine', /127\.0\.0\.1|localhost/],
  // A digit behind a zero: what is written down in place of a secret is zeros alone.
  ['a secret', /\b(?:[a-z]{2}_(?:test|live)|whsec|whsk|whpk)_0*[1-9a-zA-Z]/],
  ['a token', /\beyJ[\w-]+\.(?!e30\.c2lnbmF0dXJl)[\w-]+\.[\w-]+/],
  [
    'a key or a digest',
    /"(?![a-z]{3}_)(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])(?=[\w+/-]*[1-9])[\w+/-]{30,}={0,2}"/,
  ],
];

test.each(NOT_TO_BE_SHOWN)('no example shows %s', (_what, pattern) => {
  const shown = examples.filter(({ value }) => pattern.test(JSON.stringify(value)));
  expect(shown.map(({ place }) => place)).toEqual([]);
});

test.each([
  [['', 'home', 'mei', 'city'].join('/'), 0],
  ['http://127.0.0.1:7100/v1', 1],
  ['mk_test_04f8Xz', 2],
  ['eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 3],
  ['uYp3VxkQ0sT5b7Zr1Wc9dEf2gHj4KmNqLa8', 4],
])('what is not to be shown would be found: %s', (text, index) => {
  expect(NOT_TO_BE_SHOWN[index]?.[1].test(JSON.stringify(text))).toBe(true);
});
