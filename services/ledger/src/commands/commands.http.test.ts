import { newUuid } from '@tamsui/ids';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  connect,
  identityOf,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  TOKEN,
} from '../testing/ledger.testing.ts';

const database = await createTestDatabase();
const ledger = await startLedger(database.url);
const { client } = ledger;
const sql = await connect(database.url);
let city: City;
beforeAll(async () => {
  city = await openCity(client);
});
afterAll(async () => {
  await sql.end();
  await ledger.stop();
});

async function send(body: unknown, headers: Record<string, string> = {}, path = '/v1/books/main/commands') {
  const response = await fetch(ledger.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, problem: (await response.json()) as Record<string, unknown> };
}

const rowsOf = async (id: string) =>
  (await sql.query('select * from book_main.entries where id = $1', [id])).rows;

describe('a command', () => {
  it('is in the journal when its answer arrives, with its postings and balances', async () => {
    const command = payment(city, 1_200n, { reference: { order: '淡水-1' } });
    const outcome = await client.submit(command);
    expect(outcome).toMatchObject({ status: 'posted', id: command.id, replayed: false });
    expect(await rowsOf(command.id)).toMatchObject([
      { purpose: 'payment', refusal: null, reference: { order: '淡水-1' } },
    ]);
    const { rows } = await sql.query(
      `select p.amount, p.debit_version, p.credit_version from book_main.postings p
      join book_main.entries e on e.batch = p.batch and e.index = p.index where e.id = $1`,
      [command.id],
    );
    expect(rows).toEqual([{ amount: 1_200n, debit_version: 2n, credit_version: 1n }]);
  });

  it('that is refused is in the journal too, and stays refused when money has come', async () => {
    const command = payment(city, 10_000_000n);
    const refused = await client.submit(command);
    expect(refused).toMatchObject({ status: 'refused', refusal: { code: 'insufficient_funds' } });
    await client.submit(post([legOf(city.bank, city.wallet, 10_000_000n)]));
    expect(await client.submit(command)).toEqual({ ...refused, replayed: true });
    expect(await rowsOf(command.id)).toMatchObject([{ refusal: { code: 'insufficient_funds' } }]);
  });

  it('under the id of another is a conflict and leaves no row', async () => {
    const command = payment(city, 1n);
    await client.submit(command);
    const other = { ...payment(city, 2n), id: command.id };
    expect(await client.submit(other)).toEqual({ id: command.id, status: 'conflict' });
    expect(await rowsOf(command.id)).toHaveLength(1);
  });

  it('sent a hundred times at once is one entry, and all get the same outcome', async () => {
    const command = payment(city, 1n);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => send({ commands: [wireOf(command)] })),
    );
    const decided = outcomes.map(({ problem }) => (problem.outcomes as { replayed: boolean }[])[0]);
    expect(decided.filter((outcome) => outcome?.replayed === false)).toHaveLength(1);
    expect(new Set(decided.map((outcome) => JSON.stringify({ ...outcome, replayed: null }))).size).toBe(1);
    expect(await rowsOf(command.id)).toHaveLength(1);
  });

  it('with a token that a hundred want to spend is posted for one of them', async () => {
    const once = newUuid();
    const commands = Array.from({ length: 100 }, () => payment(city, 1n, { once }));
    const answers = await Promise.all(commands.map((command) => send({ commands: [wireOf(command)] })));
    const outcomes = answers.map(({ problem }) => (problem.outcomes as Record<string, unknown>[])[0]);
    expect(outcomes.filter((outcome) => outcome?.status === 'posted')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome?.status === 'refused');
    expect(refused.map((outcome) => outcome?.refusal)).toMatchObject(
      Array(99).fill({ code: 'already_used' }),
    );
    const { rows } = await sql.query('select id from book_main.entries where once = $1 and refusal is null', [
      once,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('that declines is in the journal with its reason, and bars the payment that comes later', async () => {
    const late = payment(city, 1n);
    const { id, fingerprint, purpose } = late;
    const no = { kind: 'decline', id, fingerprint, purpose, reason: 'code_expired', reference: {} } as const;
    const refused = await client.submit(no);
    const refusal = { code: 'declined', reason: 'code_expired' };
    expect(refused).toMatchObject({ status: 'refused', replayed: false, refusal });
    expect(await client.submit(late)).toEqual({ ...refused, replayed: true });
    expect(await rowsOf(id)).toMatchObject([{ purpose: 'payment', refusal }]);
  });

  it('that declines what is paid already is answered with the payment', async () => {
    const paid = payment(city, 1n);
    const posted = await client.submit(paid);
    const { id, fingerprint, purpose } = paid;
    const no = { kind: 'decline', id, fingerprint, purpose, reason: 'code_expired', reference: {} } as const;
    expect(await client.submit(no)).toEqual({ ...posted, replayed: true });
    expect(await client.submit({ ...no, fingerprint: 'f'.repeat(32) })).toEqual({ id, status: 'conflict' });
  });

  it('that only one of two hundred payments can have takes the wallet to zero and no further', async () => {
    const poor = await openCity(client, 50n);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => client.submit(payment(poor, 1n))));
    expect(outcomes.filter(({ status }) => status === 'posted')).toHaveLength(50);
    expect(await client.account(poor.wallet)).toMatchObject({ balanceMinor: 0n });
    expect(await client.account(poor.shop)).toMatchObject({ balanceMinor: 50n, version: 50n });
  });
});

function wireOf({ legs, ...command }: ReturnType<typeof post>): object {
  const wire = legs.map(({ debit, credit, amountMinor }) => ({
    debit,
    credit,
    amount_minor: String(amountMinor),
  }));
  return { ...command, legs: wire };
}

describe('a request that is not as described', () => {
  const base = () => ({ ...identityOf(), kind: 'close_business_day', business_date: '2026-11-23' });

  it.each<[string, () => unknown, string]>([
    ['no commands', () => ({}), '/commands'],
    ['an empty list', () => ({ commands: [] }), '/commands'],
    ['too many commands', () => ({ commands: Array.from({ length: 1_001 }, base) }), '/commands'],
    ['an unknown field', () => ({ commands: [base()], more: 1 }), '/more'],
    ['an unknown kind', () => ({ commands: [{ ...base(), kind: 'x' }] }), '/commands/0/kind'],
    ['a wrong id in the second', () => ({ commands: [base(), { ...base(), id: 'x' }] }), '/commands/1/id'],
    ['a number as an id', () => ({ commands: [{ ...base(), id: 1 }] }), '/commands/0/id'],
    [
      'a day without end',
      () => ({ commands: [{ ...base(), business_date: '2026-13-01' }] }),
      '/commands/0/business_date',
    ],
    [
      'an amount that is a number',
      () => ({
        commands: [
          {
            ...wireOf(payment({ bank: newUuid(), wallet: newUuid(), shop: newUuid() }, 1n)),
            legs: [{ debit: newUuid(), credit: newUuid(), amount_minor: 1 }],
          },
        ],
      }),
      '/commands/0/legs/0/amount_minor',
    ],
    [
      'a text that no column holds',
      () => ({ commands: [{ ...wireOf(payment(city, 1n)), reference: { note: 'a\u0000' } }] }),
      '/commands/0/reference/note',
    ],
    ['a list instead of an object', () => [], ''],
  ])('%s is a 400 that points at it', async (_what, body, pointer) => {
    const { status, problem } = await send(body());
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'validation_failed' });
    expect((problem.errors as { pointer: string }[]).map((error) => error.pointer)).toContain(pointer);
  });

  it('broken JSON is a 400', async () => {
    expect(await send('{"commands":')).toMatchObject({ status: 400, problem: { code: 'malformed_json' } });
  });

  it('another content type is a 415', async () => {
    const sent = await send('<commands/>', { 'content-type': 'application/xml' });
    expect(sent).toMatchObject({ status: 415, problem: { code: 'unsupported_media_type' } });
  });

  it('a body beyond the limit is a 413', async () => {
    const sent = await send(JSON.stringify({ commands: 'x'.repeat(9_000_000) }));
    expect(sent).toMatchObject({ status: 413, problem: { code: 'body_too_large' } });
  });

  it('a wrong token is a 401, and so is none', async () => {
    expect(await send({}, { authorization: 'Bearer another-token' })).toMatchObject({ status: 401 });
    expect(await send({}, { authorization: '' })).toMatchObject({
      status: 401,
      problem: { code: 'unauthorized' },
    });
  });

  it('an unknown book is a 404', async () => {
    const sent = await send({ commands: [base()] }, {}, '/v1/books/other/commands');
    expect(sent).toMatchObject({ status: 404, problem: { code: 'book_unknown' } });
  });

  it('leaves no row of the good commands that came with a bad one', async () => {
    const good = payment(city, 1n);
    await send({ commands: [wireOf(good), { ...base(), id: 'x' }] });
    expect(await rowsOf(good.id)).toEqual([]);
  });
});

describe('the client', () => {
  it('sends those again that the ledger understands when one that breaks the contract came with them', async () => {
    const bad = client.submit(payment(city, 1n, { reference: { note: 'x'.repeat(201) } }));
    const understood = payment(city, 1n);
    const good = client.submit(understood);
    await expect(bad).rejects.toMatchObject({ code: 'ledger_refused_request', retryable: false });
    expect(await good).toMatchObject({ status: 'posted' });
    expect(await rowsOf(understood.id)).toHaveLength(1);
  });
});
