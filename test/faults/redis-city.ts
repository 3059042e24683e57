import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  enrolPhone,
  type Phone,
  type RunningServices,
  type ServiceProcess,
  startServices,
} from '@tamsui/testing';

/** Longer than anything may take: who waits for this long hangs. */
const HANGS_AFTER_MS = 20_000;
const ASK_AGAIN_MS = 50;
const MAX_ATTEMPTS = 1_000;
const MONEY_TIMEOUT_MS = 60_000;
/** Below what may be received at a time, and enough for all payments of a run. */
const POCKET_MONEY = '5000';
const PHONE_MONEY = '500';
/** A phone may be a minute off. Its proofs then name a time that has not come. */
const CLOCK_AHEAD_MS = 40_000;

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly tookMs: number;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Asks once. @throws Error when nothing is answered in time: nobody may hang, whatever Redis does */
export async function ask(url: string, { method = 'POST', headers, body }: Asked): Promise<Answer> {
  const startMs = performance.now();
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    signal: AbortSignal.timeout(HANGS_AFTER_MS),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {};
  return { status: response.status, body: json, tookMs: performance.now() - startMs };
}

/** Asks the same until it is decided. @throws Error when it never is */
export async function askUntilDecided(url: string, asked: Asked): Promise<Answer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const answer = await ask(url, asked);
    if (answer.body.retryable !== true) return answer;
    await delay(ASK_AGAIN_MS);
  }
  throw new Error(`${url} was not decided in ${MAX_ATTEMPTS} attempts`);
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const keyed = (headers: Readonly<Record<string, string>>, key: string = randomUUID()) => ({
  ...headers,
  'idempotency-key': key,
});
const twd = (amount: string) => ({ amount, currency: 'TWD' });

/** A phone that can make codes without a network. */
export interface OfflinePhone {
  readonly phone: Phone;
  readonly prefix: string;
  readonly alias: string;
}

export interface RedisCity {
  readonly services: RunningServices;
  /** The second of the two processes. */
  readonly second: ServiceProcess;
  /** Two processes of the same API. */
  readonly apis: readonly [string, string];
  readonly shop: { readonly key: string; readonly tills: readonly string[] };
  /** A resident with money, by token. */
  newPayer(): Promise<string>;
  /** Phones of one person, with money in the one wallet; their clock may be ahead of ours. */
  newPhones(person: string, count: number, options?: { readonly isAhead?: boolean }): Promise<Phone[]>;
  /** Lets a phone make codes without a network. */
  enableOffline(phone: Phone): Promise<OfflinePhone>;
}

export async function openRedisCity(
  databaseUrl: string,
  redisUrl: string | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<RedisCity> {
  const services = await startServices({
    databaseUrl,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    settings: { LOG_LEVEL: 'warn', ...settings },
  });
  const { urls, secrets } = services;
  const second = await services.another('transactions');
  const apis = [urls.transactions, second.url] as const;
  const [api] = apis;
  const operator = bearer(secrets.operatorToken);

  async function made(url: string, asked: Asked): Promise<Record<string, string>> {
    const { status, body } = await askUntilDecided(url, asked);
    if (status >= 300) throw new Error(`${url} was answered ${status} ${JSON.stringify(body)}`);
    return body as Record<string, string>;
  }

  async function newPayer(): Promise<string> {
    const account_number = `7${String(Math.floor(Math.random() * 1e11)).padStart(11, '0')}`;
    const account = { account_number, holder_name: 'Mei', currency: 'TWD', opening_balance: '50000' };
    await made(`${urls['sandbox-bank']}/v1/accounts`, {
      headers: bearer(secrets.bankApiToken),
      body: account,
    });
    const resident = { name: 'Mei', bank_account: account_number };
    const { token = '' } = await made(`${api}/v1/residents`, { headers: operator, body: resident });
    const topUp = { headers: keyed(bearer(token)), body: twd(POCKET_MONEY) };
    await made(`${api}/v1/top-ups`, topUp);
    await untilRich(`${api}/v1/wallet`, async () => bearer(token));
    return token;
  }

  async function newPhones(person: string, count: number, { isAhead = false } = {}): Promise<Phone[]> {
    const now = () => new Date(Date.now() + (isAhead ? CLOCK_AHEAD_MS : 0));
    const phones: Phone[] = [];
    for (let nth = 0; nth < count; nth += 1) phones.push(await enrolPhone({ apiUrl: api, person, now }));
    const [first] = phones;
    if (first === undefined) throw new Error('a person has a phone');
    const headers = () => first.headersFor('GET', '/v1/wallet');
    const { id: wallet } = await made(`${api}/v1/wallet`, { method: 'GET', headers: await headers() });
    const giver = bearer(await newPayer());
    const { payee } = await made(`${api}/v1/payees/lookup`, { headers: giver, body: { wallet } });
    await made(`${api}/v1/transfers`, { headers: keyed(giver), body: { payee, ...twd(PHONE_MONEY) } });
    await untilRich(`${api}/v1/wallet`, headers);
    return phones;
  }

  async function enableOffline(phone: Phone): Promise<OfflinePhone> {
    const headers = await phone.headersFor('POST', '/v1/offline-codes');
    const { prefix = '', alias = '' } = await made(`${api}/v1/offline-codes`, { headers });
    return { phone, prefix, alias };
  }

  async function openShop(): Promise<RedisCity['shop']> {
    const payout_account = { holder_name: 'Tea', bank_code: '999', account_number: '700987654321' };
    const body = { name: 'Tea', fee_basis_points: 130, payout_account };
    const post = (path: string, asked: object) => made(`${api}${path}`, { headers: operator, body: asked });
    const { id } = await post('/v1/merchants', body);
    const store = await post(`/v1/merchants/${id}/stores`, { name: 'By the river' });
    const tills: string[] = [];
    for (let nth = 1; nth <= 4; nth += 1) {
      const { id: till = '' } = await post(`/v1/stores/${store.id}/terminals`, { name: `Till ${nth}` });
      tills.push(till);
    }
    const { key = '' } = await post(`/v1/merchants/${id}/api-keys`, { name: 'tills' });
    return { key, tills };
  }

  try {
    const account = {
      account_number: secrets.safeguardedBankAccount,
      holder_name: 'City',
      currency: 'TWD',
      opening_balance: '0',
    };
    await made(`${urls['sandbox-bank']}/v1/accounts`, {
      headers: bearer(secrets.bankApiToken),
      body: account,
    });
    return { services, second, apis, shop: await openShop(), newPayer, newPhones, enableOffline };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

async function untilRich(
  url: string,
  headers: () => Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  const deadlineMs = performance.now() + MONEY_TIMEOUT_MS;
  for (;;) {
    const { body } = await askUntilDecided(url, { method: 'GET', headers: await headers() });
    if (Number((body.balance as { amount?: string } | undefined)?.amount ?? 0) > 0) return;
    if (performance.now() > deadlineMs) throw new Error('the money did not come');
    await delay(ASK_AGAIN_MS);
  }
}
