import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../openapi/describe-api.ts';
import { type Answer, textOf } from '../testing/api.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { type Heard, OUTCOME_TABLE, OUTCOMES, type Outcome } from './outcome.ts';
import { outcomeTable } from './outcome-table.ts';
import { openSafeguardedAccount, soldFor } from './simulation.testing.ts';

const service = await startTestService({ bank: true });
await openSafeguardedAccount(service);
const merchant = await createMerchant(service);

async function show({ resident, shows }: Outcome): Promise<string> {
  const body = { resident, shows };
  return textOf(await service.api.post('/v1/sandbox/payment-codes', { token: merchant.key, body }), 'code');
}

function expectHeard(answer: Answer, { status, code }: Heard): void {
  expect({ status: answer.status, code: answer.body.code ?? null }).toEqual({ status, code });
}

describe('each row of the table is what a till hears', () => {
  test.each(OUTCOMES.map((name) => [name, OUTCOME_TABLE[name]] as const))('%s', async (name, outcome) => {
    const charge = async (code: string, key: string) =>
      service.api.post('/v1/payments', {
        token: merchant.key,
        key,
        body: soldFor(merchant, code, outcome.amount, name),
      });
    if (outcome.after === 'one_alike') {
      expect((await charge(await show(outcome), randomUUID())).status).toBe(201);
    }
    const code = await show(outcome);
    const key = randomUUID();
    expectHeard(await charge(code, key), outcome.heard);
    const again = await charge(code, key);
    expectHeard(again, outcome.heardAgain);
    // A replay says so, unless nothing was decided under the key before.
    const isDecided = outcome.heard.status < 429 && name !== 'duplicate_suspected';
    expect(again.headers.get('idempotent-replayed')).toBe(isDecided ? 'true' : null);
    const decided = await service.api.get(`/v1/payments?idempotency_key=${key}`, { token: merchant.key });
    const payments = decided.body.data as readonly { readonly status: string }[];
    expect(payments.length).toBe(name === 'duplicate_suspected' ? 0 : 1);
  });
});

test('what is made up says so, is heard by each key once, and is retryable', async () => {
  for (const name of ['ledger_fault', 'rate_limited'] as const) {
    const { amount, heard } = OUTCOME_TABLE[name];
    for (let sale = 0; sale < 2; sale++) {
      const code = await show(OUTCOME_TABLE[name]);
      const body = { ...soldFor(merchant, code, amount, `made up ${sale}`), confirm_duplicate: true };
      const [first, second] = await inTurn(2, randomUUID(), body);
      expect(first?.body).toMatchObject({ ...heard, simulated: true, retryable: true });
      expect(first?.headers.get('retry-after')).toBe('1');
      expect(second?.status).toBe(201);
    }
  }
});

test('a till that asks twice at once with one key meets the fault once', async () => {
  const code = await show(OUTCOME_TABLE.ledger_fault);
  const body = { ...soldFor(merchant, code, '1503', 'at once'), confirm_duplicate: true };
  const key = randomUUID();
  const answers = await Promise.all(
    [1, 2].map(() => service.api.post('/v1/payments', { token: merchant.key, key, body })),
  );
  expect(answers.map(({ status }) => String(status)).sort()).toEqual(['201', '503']);
});

test('the table is served to machines, and stands in the description', async () => {
  const listed = await service.api.get('/v1/sandbox/outcomes');
  const rows = listed.body.data as readonly { readonly outcome: string; readonly amount: string }[];
  expect(rows.map(({ outcome, amount }) => [outcome, amount])).toEqual(
    OUTCOMES.map((name) => [name, OUTCOME_TABLE[name].amount]),
  );
  const document = (await service.api.get('/openapi.json')).body as unknown as OpenApiDocument;
  const sandbox = document.tags.find(({ name }) => name === 'Sandbox');
  expect(sandbox).toMatchObject({ description: expect.stringContaining(outcomeTable()) });
  expect(outcomeTable().split('\n').length).toBe(OUTCOMES.length + 2);
  const page = (await service.api.get('/docs')).text;
  expect(page.includes('<td><code>insufficient_funds</code></td>'), 'as a table on the page').toBe(true);
});

async function inTurn(times: number, key: string, body: object): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let time = 0; time < times; time++) {
    answers.push(await service.api.post('/v1/payments', { token: merchant.key, key, body }));
  }
  return answers;
}
