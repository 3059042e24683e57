import { runChecks } from '@tamsui/db';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCity, startCity } from '../city/running-city.ts';
import { ROUTES, type Route, type Tokens } from './hostile-routes.ts';
import { HOSTILE_BODIES, HOSTILE_KEYS, HOSTILE_PARTS, HOSTILE_VALUES } from './hostile-values.ts';

/** One request, ready to be sent. */
interface Attempt {
  readonly name: string;
  readonly path: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Wrong {
  readonly route: string;
  readonly attempt: string;
  readonly status: number;
  readonly answer: string;
}

const CONCURRENCY = 16;
let city: RunningCity;
let tokens: Tokens;
let sent = 0;

beforeAll(async () => {
  city = await startCity();
  tokens = await makeTokens(city);
}, 180_000);
afterAll(() => city?.stop());

describe('hostile input', () => {
  it.each(
    ROUTES.map(
      (route, index) => [`${index + 1} ${route.service} ${route.method} ${route.path}`, route] as const,
    ),
  )('%s answers it with a problem, never a 5xx', { timeout: 120_000 }, async (_name, route) => {
    expect(await wrongAnswers(route)).toEqual([]);
  });

  it('was tried in thousands of requests, and no database check is broken afterwards', async () => {
    process.stdout.write(`${sent} hostile requests, 0 answers of 5xx\n`);
    expect(sent).toBeGreaterThan(3_000);
    const broken = (await runChecks(city.facts.databaseUrl)).filter(
      ({ violations }) => violations.length > 0,
    );
    expect(broken).toEqual([]);
  });
});

async function wrongAnswers(route: Route): Promise<Wrong[]> {
  const wrong: Wrong[] = [];
  const attempts = attemptsOf(route);
  const worker = async (): Promise<void> => {
    for (let attempt = attempts.pop(); attempt !== undefined; attempt = attempts.pop()) {
      const {
        statusCode: status,
        headers,
        body,
      } = await request(`${city.facts.urls[route.service]}${attempt.path}`, {
        method: route.method,
        headers: attempt.headers,
        body: attempt.body ?? null,
      });
      const answer = await body.text();
      sent += 1;
      const isProblem = String(headers['content-type']).startsWith('application/problem+json');
      const fine = status < 400 || (status < 500 && isProblem && namesWhatIsWrong(answer));
      if (!fine)
        wrong.push({ route: route.path, attempt: attempt.name, status, answer: answer.slice(0, 300) });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return wrong;
}

/** A problem has a code; one about fields points at each of them. */
function namesWhatIsWrong(answer: string): boolean {
  const { code, errors } = JSON.parse(answer) as { code?: string; errors?: { pointer?: unknown }[] };
  if (typeof code !== 'string') return false;
  if (code !== 'validation_failed') return true;
  return (
    errors !== undefined && errors.length > 0 && errors.every(({ pointer }) => typeof pointer === 'string')
  );
}

function attemptsOf(route: Route): Attempt[] {
  const path = route.path.replaceAll(/:\w+/g, '0');
  const headers = { authorization: `Bearer ${tokens[route.token]}`, 'content-type': 'application/json' };
  const keyed = (index: number) =>
    route.keyed ? { ...headers, 'idempotency-key': `hostile-${index}` } : headers;
  const json = JSON.stringify(route.body ?? {});
  const withBody = route.method === 'GET' ? {} : { body: json };
  return [
    ...mutations(route.body).map(({ name, value }, i) => ({
      name,
      path,
      headers: keyed(i),
      body: JSON.stringify(value),
    })),
    ...(route.method === 'GET' ? [] : HOSTILE_BODIES).map(({ name, body, type }, i) => ({
      name,
      path,
      headers: { ...keyed(i), 'content-type': type },
      body,
    })),
    ...HOSTILE_PARTS.flatMap((part, i) =>
      replacedParts(route, part).map((p) => ({ name: p, path: p, headers: keyed(i), ...withBody })),
    ),
    ...(route.keyed ? HOSTILE_KEYS : []).map((key) => ({
      name: `key ${JSON.stringify(key)}`,
      path,
      headers: {
        ...headers,
        'idempotency-key': Buffer.from(key, 'utf8')
          .toString('latin1')
          .replaceAll(/[\r\n\t]/g, ''),
      },
      ...withBody,
    })),
    ...['', 'Bearer', 'Bearer x', `Basic ${tokens.operator}`, `Bearer ${'x'.repeat(600)}`].map(
      (authorization) => ({
        name: `authorization ${authorization.slice(0, 20)}`,
        path,
        headers: { ...keyed(0), authorization },
        ...withBody,
      }),
    ),
  ];
}

/** Every field of the body, at any depth, replaced by every hostile value; and one field too many. */
function mutations(body: unknown): { readonly name: string; readonly value: unknown }[] {
  if (body === undefined) return [];
  const found = fieldsOf(body).flatMap((place) =>
    HOSTILE_VALUES.map((value) => ({
      name: `${place.join('/')} = ${JSON.stringify(value)?.slice(0, 60)}`,
      value: replaced(body, place, value),
    })),
  );
  return [...found, { name: 'one field too many', value: { ...(body as object), is_admin: true } }];
}

function fieldsOf(value: unknown, place: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [...place, key],
    ...fieldsOf(member, [...place, key]),
  ]);
}

function replaced(body: unknown, place: readonly string[], value: unknown): unknown {
  const copy: unknown = structuredClone(body);
  let at = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[place.at(-1) ?? ''] = value;
  return copy;
}

function replacedParts(route: Route, part: string): string[] {
  const names = route.path.match(/:\w+/g) ?? [];
  const inPath = names.map((name) => route.path.replace(name, part).replaceAll(/:\w+/g, '0'));
  const base = route.path.replaceAll(/:\w+/g, '0');
  const inQuery = (route.query ?? []).flatMap((name) => [
    `${base}?${name}=${part}`,
    `${base}?${name}=1&${name}=${part}`,
  ]);
  return [...inPath, ...inQuery];
}

async function makeTokens({ facts }: RunningCity): Promise<Tokens> {
  const operator = facts.secrets.operatorToken;
  const post = async (path: string, body: object): Promise<Record<string, string>> => {
    const answer = await request(`${facts.urls.transactions}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.body.json()) as Record<string, string>;
  };
  const resident = await post('/v1/residents', { name: 'Mei', bank_account: '700000000001' });
  const payout_account = { holder_name: 'Tea', bank_code: '812', account_number: '700000000002' };
  const merchant = await post('/v1/merchants', { name: 'Tea', fee_basis_points: 100, payout_account });
  const key = await post(`/v1/merchants/${merchant.id}/api-keys`, { name: 'till' });
  return {
    operator,
    resident: resident.token ?? '',
    merchant: key.key ?? '',
    finance: facts.secrets.financeToken,
    ledger: facts.secrets.ledgerApiToken,
    bank: facts.secrets.bankApiToken,
  };
}
