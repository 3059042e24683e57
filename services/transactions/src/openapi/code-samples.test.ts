import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '../http/route.ts';
import { codeSamples } from './code-samples.ts';
import type { RecordedExample } from './recorded-examples.ts';

const PLANTED = route({
  method: 'post',
  path: '/v1/planted/:id/things',
  operation: 'plant',
  tag: 'About',
  summary: 'Plant',
  access: { resident: 'general' },
  id: { prefix: 'pay', thing: 'payment' },
  idempotency: 'required',
  body: z.object({}),
  answers: { 201: null },
  handle: async () => ({ status: 201 }),
});
const EXAMPLE: RecordedExample = { name: 'answered_201', status: 201, id: 'pay_1' };

/** What a shell makes of a sample: the words that curl would be given. */
function words(example: Partial<RecordedExample>): string[] {
  const [sample] = codeSamples(PLANTED, [{ ...EXAMPLE, ...example }])['x-codeSamples'] ?? [];
  const script = (sample?.source ?? '').replace(/^curl /, "printf '%s\\n' ");
  const env = { API: 'https://a', KEY: 'k', TOKEN: 't', PROOF: 'p' };
  return execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).trimEnd().split('\n');
}

test('a shell hands curl the address, what lets in, the key and the body as they are', () => {
  const body = { name: `O'Brien "$TOKEN" \`x\`` };
  expect(words({ caller: 'merchant', body, query: { limit: '1', type: 'a,b' } })).toEqual([
    'https://a/v1/planted/pay_1/things?limit=1&type=a%2Cb',
    '-H',
    'Authorization: Bearer t',
    '-H',
    'Idempotency-Key: k',
    '--json',
    JSON.stringify(body),
  ]);
});

test('a phone shows a proof beside its token, and a request without a body says its method', () => {
  expect(words({ caller: 'residentDevice' }).slice(0, 7)).toEqual([
    '-X',
    'POST',
    'https://a/v1/planted/pay_1/things',
    '-H',
    'Authorization: DPoP t',
    '-H',
    'DPoP: p',
  ]);
});
