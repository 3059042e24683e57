import { expect, test } from 'vitest';
import { type DescribedRefusals, holdRefusals } from './hold-refusals.ts';
import { chooseRefusals, type MetRefusal } from './refusal.ts';

const SOLD_OUT = { status: 409, code: 'sold_out', detail: 'Nothing is left.', left: { amount: '0' } };
const MET: MetRefusal = { operation: 'buy', status: 409, code: 'sold_out', answer: SOLD_OUT };

function describing(example: object, codes = ['sold_out']): DescribedRefusals {
  const schema = { allOf: [{}, { properties: { code: { enum: codes } } }] };
  const examples = { sold_out: { $ref: '#/components/examples/sold_out' } };
  const content = { 'application/problem+json': { schema, examples } };
  const buy = { operationId: 'buy', responses: { 409: { content } } };
  return {
    paths: { '/v1/sales': { post: buy } },
    components: { examples: { sold_out: { value: example } } },
  };
}

test('an example that somebody was told word for word holds', () => {
  expect(holdRefusals(describing(SOLD_OUT), [MET], {})).toEqual({ performed: 1, complaints: [] });
});

test('an example that no story executes is found', () => {
  const elsewhere = { ...MET, operation: 'lend' };
  for (const met of [[], [elsewhere], [{ ...MET, status: 422 }]]) {
    expect(holdRefusals(describing(SOLD_OUT), met, {}).complaints).toEqual([
      'the example sold_out: no story is refused so',
    ]);
  }
});

test.each([
  ['a member less', { status: 409, code: 'sold_out', detail: 'Nothing is left.' }],
  ['a member more', { ...SOLD_OUT, planted: true }],
  ['another sentence', { ...SOLD_OUT, detail: 'Come back.' }],
  ['another amount', { ...SOLD_OUT, left: { amount: '1' } }],
])('an example with %s is found', (_what, example) => {
  const { complaints } = holdRefusals(describing(example), [MET], {});
  expect(complaints.join()).toContain('the example sold_out differs from what was said');
});

test('a code without an example is found, unless it is left out on purpose', () => {
  const described = describing(SOLD_OUT, ['sold_out', 'closed']);
  expect(holdRefusals(described, [MET], {}).complaints).toEqual(['no story is refused so: buy closed']);
  const leftOut = { closed: { operations: ['buy'], why: 'The shop never closes.' } };
  expect(holdRefusals(described, [MET], leftOut).complaints).toEqual([]);
  expect(holdRefusals(describing(SOLD_OUT), [MET], leftOut).complaints).toEqual([
    'left out without need: buy closed',
  ]);
});

test('of refusals that are alike one is written down, with where it was met', () => {
  const other = { ...MET, operation: 'lend', answer: { ...SOLD_OUT, left: { amount: '7' } } };
  const another = { ...MET, operation: 'swap', answer: { ...SOLD_OUT, detail: 'Somebody was faster.' } };
  const { sold_out = [] } = chooseRefusals([MET, other, MET, another]);
  expect(sold_out.map(({ operations }) => operations)).toEqual([['buy', 'lend'], ['swap']]);
  expect(sold_out[0]?.answer).toEqual(SOLD_OUT);
});
