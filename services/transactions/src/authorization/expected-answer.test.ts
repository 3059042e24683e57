import { describe, expect, it, test } from 'vitest';
import type { Permission } from '../auth/principal.ts';
import { type Route, route } from '../http/route.ts';
import type { Answer } from '../testing/api.ts';
import { comparable, expectedAnswer, surpriseOf } from './expected-answer.testing.ts';

const gold: Route = route({
  method: 'get',
  path: '/v1/things/:id',
  operation: 'getThing',
  tag: 'About',
  summary: 'A thing',
  access: { resident: 'gold', merchant: 'payments:read' },
  id: { prefix: 'pay', thing: 'thing' },
  answers: { 200: null },
  handle: async () => ({ status: 200 }),
});

const merchant = (permission: Permission) =>
  ({ kind: 'merchant', permissions: new Set([permission]) }) as const;

describe('the expected answer', () => {
  test.each([
    ['nobody', { kind: undefined }, 'own', '401 unauthorized'],
    ['another kind', { kind: 'operator' }, 'own', '403 wrong_token_kind'],
    ['too little assurance', { kind: 'resident', assurance: 'general' }, 'own', '403 assurance_too_low'],
    ['another permission', merchant('payments:refund'), 'foreign', '403 permission_missing'],
    ['enough, and its own', merchant('payments:read'), 'own', 'admitted'],
    ['enough, and foreign', { kind: 'resident', assurance: 'gold' }, 'foreign', '404 thing_not_found'],
    ['enough, and made up', merchant('payments:read'), 'random', '404 thing_not_found'],
  ] as const)('to %s is told by the declaration', (_who, caller, whose, expected) => {
    expect(expectedAnswer(gold, caller, whose)).toBe(expected);
  });
});

function answer(status: number, code: string): Answer {
  return { status, text: JSON.stringify({ code }), headers: new Headers(), body: { code } };
}

describe('a surprise', () => {
  it.each([
    ['a foreign thing that is shown', '404 thing_not_found', answer(200, '')],
    ['a foreign thing that is forbidden', '404 thing_not_found', answer(403, 'permission_missing')],
    ['a door that is open', '401 unauthorized', answer(200, '')],
    ['a right that is not asked for', '403 permission_missing', answer(404, 'thing_not_found')],
    ["one's own that is hidden", 'admitted', answer(404, 'thing_not_found')],
    ['a door that is closed', 'admitted', answer(403, 'wrong_token_kind')],
    ['a mistake of ours', 'admitted', answer(500, 'internal_error')],
    ['a body that was not read', 'admitted', answer(400, 'validation_failed')],
  ] as const)('is %s', (_what, expected, heard) => {
    expect(surpriseOf(gold, expected, heard)).toBeDefined();
  });

  it('is none of what was expected', () => {
    expect(surpriseOf(gold, '404 thing_not_found', answer(404, 'thing_not_found'))).toBeUndefined();
    expect(surpriseOf(gold, 'admitted', answer(409, 'too_late'))).toBeUndefined();
  });
});

it('compares answers by everything but the ids and the request', () => {
  const text = (id: string, detail: string) =>
    `{"id":"${id}","detail":"${detail}","request":"req_${'0'.repeat(32)}"}`;
  const of = (id: string, detail = 'gone') =>
    comparable({ ...answer(404, ''), text: text(id, detail) }, [id]);
  expect(of('pay_a')).toBe(of('pay_b'));
  expect(of('pay_a')).not.toBe(of('pay_b', 'forbidden'));
});
