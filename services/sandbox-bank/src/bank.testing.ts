import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@tamsui/testing';
import { pino } from 'pino';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { connectDatabase, type Database } from './database/database.ts';
import { serveBank } from './serve.ts';

export const TEST_TOKEN = 'bank-token-for-tests-only';
export const TEST_SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const silent = pino({ level: 'silent' });
const POLL_MS = 10;
const DEADLINE_MS = 15_000;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert what is in it, field by field.
  readonly body: any;
}

/** A bank on a database of its own, over HTTP, with its tables at hand. */
export interface TestBank {
  readonly url: string;
  readonly database: Database;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  sendFile(xml: string | Uint8Array<ArrayBuffer>): Promise<Answer>;
  openAccount(accountNumber: string, balance: string): Promise<void>;
  balanceOf(accountNumber: string): Promise<string>;
  stop(): Promise<void>;
}

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, body: type.includes('json') ? JSON.parse(text) : undefined };
}

export interface TestBankOptions {
  readonly webhookUrl?: string;
  /** Puts something between the bank and its database, and returns the way through it. */
  readonly reachDatabase?: (databaseUrl: string) => Promise<string>;
}

const NOBODY_LISTENS = 'http://127.0.0.1:9/nobody';

export async function openTestBank({
  webhookUrl = NOBODY_LISTENS,
  reachDatabase = async (url) => url,
}: TestBankOptions = {}): Promise<TestBank> {
  const { url: databaseUrl } = await createTestDatabase();
  const config = readConfig({
    DATABASE_URL: await reachDatabase(databaseUrl),
    PORT: '0',
    LOG_LEVEL: 'silent',
    BANK_API_TOKEN: TEST_TOKEN,
    BANK_WEBHOOK_SECRET: TEST_SECRET,
    WEBHOOK_URL: webhookUrl,
  });
  const bank = await serveBank(config, systemClock, silent);
  const database = connectDatabase(databaseUrl, silent);
  const authorization = `Bearer ${TEST_TOKEN}`;
  const call: TestBank['call'] = async (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return toAnswer(await fetch(bank.url + path, { method, headers, ...json }));
  };
  return {
    url: bank.url,
    database,
    call,
    async sendFile(xml) {
      const headers = { authorization, 'content-type': 'application/xml' };
      return toAnswer(await fetch(`${bank.url}/v1/payment-files`, { method: 'POST', headers, body: xml }));
    },
    async openAccount(accountNumber, balance) {
      const body = {
        account_number: accountNumber,
        holder_name: `Holder ${accountNumber}`,
        currency: 'TWD',
        opening_balance: balance,
      };
      const answer = await call('POST', '/v1/accounts', body);
      if (answer.status !== 201) throw new Error(`the account was not opened: ${answer.text}`);
    },
    async balanceOf(accountNumber) {
      return String((await call('GET', `/v1/accounts/${accountNumber}`)).body.balance);
    },
    async stop() {
      await bank.stop();
      await database.destroy();
    },
  };
}

/** Asks again and again until the answer is there. @throws Error when it does not come before the deadline */
export async function until<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    const value = await ask();
    if (value !== undefined) return value;
    await systemClock.sleep(POLL_MS, new AbortController().signal);
  }
  throw new Error(`${what} did not happen`);
}
