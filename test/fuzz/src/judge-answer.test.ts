import { expect, it } from 'vitest';
import type { FuzzRequest } from './compose-request.ts';
import { type Description, operationsOf } from './description.ts';
import { createJudge } from './judge-answer.ts';

const description = {
  info: { version: '2026-12-01' },
  paths: {
    '/v1/things/{id}': {
      get: {
        operationId: 'getThing',
        security: [],
        responses: {
          200: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
              'application/pdf': { schema: { type: 'string' } },
            },
          },
          404: {
            content: {
              'application/problem+json': {
                schema: { allOf: [{}, { properties: { code: { enum: ['thing_not_found'] } } }] },
              },
            },
          },
        },
      },
    },
  },
  components: {
    parameters: {},
    schemas: {
      Thing: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
    },
  },
} as unknown as Description;

const judge = createJudge({ description, slowMs: 1_000 });
const [operation] = operationsOf(description);
const AS_DESCRIBED = {
  method: 'GET',
  path: '/v1/things/x',
  kind: 'as described',
  headers: {},
  body: Buffer.alloc(0),
};

function judged(
  status: number,
  body: unknown,
  { tookMs = 1, path = '/v1/things/x', kind = 'as described', sent = '' } = {},
) {
  const about = { operation, method: 'GET', path, kind, headers: {} };
  const request = { ...about, body: Buffer.from(sent) } as unknown as FuzzRequest;
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  return judge(request, { status, contentType, text: JSON.stringify(body), tookMs });
}

it('finds nothing wrong with an answer that is as described', () => {
  expect(judged(200, { id: 'x' })).toBeUndefined();
  expect(judged(404, { code: 'thing_not_found' })).toBeUndefined();
  expect(judged(503, { code: 'overloaded' })).toContain('not described');
});

it('lets pass what goes wrong on purpose and says so, and no other fault', () => {
  const fault = { code: 'ledger_unavailable' };
  expect(judged(503, fault)).toBe('an answer of 503');
  expect(judged(503, { ...fault, simulated: true })).not.toBe('an answer of 503');
});

it('gives the time that the bank takes to whoever asks for a simulated resident, and to nobody else', () => {
  const late = { tookMs: 1_500 };
  expect(judged(200, { id: 'x' }, late)).toContain('after 1500 ms');
  expect(judged(200, { id: 'x' }, { ...late, path: '/v1/sandbox/payment-codes' })).toBeUndefined();
});

it('gives an amount that a sandbox answers late its two seconds, and no more', () => {
  const slow = { sent: '{"amount":"1408"}' };
  expect(judged(200, { id: 'x' }, { ...slow, tookMs: 2_900 })).toBeUndefined();
  expect(judged(200, { id: 'x' }, { ...slow, tookMs: 3_100 })).toContain('after 3100 ms');
  expect(judged(200, { id: 'x' }, { sent: '{"amount":"140"}', tookMs: 2_900 })).toContain('after 2900 ms');
});

it('holds each message of a stream against the description, and not one that is cut off', () => {
  const heard = (text: string) => {
    const request = { ...AS_DESCRIBED, operation };
    const answer = { status: 200, contentType: 'text/event-stream; charset=utf-8', text, tookMs: 1 };
    return judge(request as unknown as FuzzRequest, answer);
  };
  expect(
    heard('retry: 1000\nid: a\n\n: still here\n\nid: b\ndata: {"id":"x"}\n\nid: c\ndata: {"i'),
  ).toBeUndefined();
  expect(heard('id: b\ndata: {"name":"x"}\n\n')).toContain("must have required property 'id'");
});

it('takes a file of a type that is described, and neither another nor an empty one', () => {
  const sent = (contentType: string, fileBytes = 9) => {
    const request = { ...AS_DESCRIBED, operation };
    return judge(request as unknown as FuzzRequest, {
      status: 200,
      contentType,
      text: '',
      fileBytes,
      tookMs: 1,
    });
  };
  expect(sent('application/pdf')).toBeUndefined();
  expect(sent('application/pdf', 0)).toBe('an empty application/pdf');
  expect(sent('text/csv; charset=utf-8')).toBe('an answer of 200 as text/csv, which is not described');
});

it.each([
  ['a 500', judged(500, {}), 'an answer of 500'],
  ['no answer at all', judged(0, ''), 'no answer'],
  ['a fault', judged(503, { code: 'database_unavailable' }), 'an answer of 503'],
  ['a slow one', judged(200, { id: 'x' }, { tookMs: 1_001 }), 'after 1001 ms'],
  ['a status of its own', judged(418, {}), '418, which is not described'],
  ['a code of its own', judged(404, { code: 'gone' }), 'the code gone at 404'],
  ['another body', judged(200, { name: 'x' }), "must have required property 'id'"],
])('finds %s', (_what, found, part) => {
  expect(found).toContain(part);
});

it('does not hold an answer of another route against this one', () => {
  expect(judged(200, {}, { path: '/v1/other' })).toBeUndefined();
  expect(judged(200, {}, { kind: 'a hostile path' })).toBeUndefined();
});
