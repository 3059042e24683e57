import { existsSync, readFileSync } from 'node:fs';
import type { CityUrls } from './city-plan.ts';
import { createJsonApi, type JsonApi, textOf } from './json-api.ts';
import { writePrivateFile } from './private-file.ts';
import { waitUntil } from './processes/wait-until.ts';
import type { CitySecrets } from './secrets.ts';

/** The first people of a city, with what a newcomer needs to act for them. */
export interface Seeded {
  readonly merchant: {
    readonly id: string;
    readonly store: string;
    readonly terminal: string;
    /** For the till. */
    readonly apiKey: string;
  };
  readonly resident: {
    readonly id: string;
    /** For the phone. */
    readonly token: string;
  };
}

export interface SeedOptions {
  /** Remembers that, and as what, the city was seeded. */
  readonly file: string;
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly signal: AbortSignal;
  say(line: string): void;
}

const CURRENCY = 'TWD';
const MERCHANT_NAME = 'Tamsui Tea House';
const RESIDENT_NAME = 'Mei';
const RESIDENT_ACCOUNT = '700123456789';
const MERCHANT_ACCOUNT = '700987654321';
/** The sandbox bank's own code. */
const BANK_CODE = '999';
/** 1.3 per cent. */
const FEE_BASIS_POINTS = 130;
const FIRST_TOP_UP = '1000';
const TOP_UP_TIMEOUT_MS = 20_000;
const TOP_UP_POLL_MS = 200;

/**
 * Gives a new city its first people, once: a tea house that takes payments, and Mei, who has money in her
 * wallet. Interrupted, it starts from the beginning next time; what it had made stays and harms nobody.
 */
export async function seedOnce(options: SeedOptions): Promise<Seeded> {
  const { file, urls, secrets, signal } = options;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Seeded;
  options.say('Opening a tea house, and a wallet for Mei ...');
  await openBankAccounts(createJsonApi(urls['sandbox-bank'], secrets.bankApiToken, signal), secrets);
  const operator = createJsonApi(urls.transactions, secrets.operatorToken, signal);
  const merchant = await createMerchant(operator);
  const resident = await createResident(operator);
  await topUp(createJsonApi(urls.transactions, resident.token, signal), signal);
  const seeded = { merchant, resident };
  writePrivateFile(file, seeded);
  return seeded;
}

/** Opening an account that exists with the same words is no error at this bank. */
async function openBankAccounts(bank: JsonApi, secrets: CitySecrets): Promise<void> {
  const accounts = [
    { number: secrets.safeguardedBankAccount, holder: 'Tamsui City Wallet, residents', balance: '0' },
    { number: RESIDENT_ACCOUNT, holder: RESIDENT_NAME, balance: '50000' },
    { number: MERCHANT_ACCOUNT, holder: MERCHANT_NAME, balance: '0' },
  ];
  for (const { number, holder, balance } of accounts) {
    await bank.post('/v1/accounts', {
      account_number: number,
      holder_name: holder,
      currency: CURRENCY,
      opening_balance: balance,
    });
  }
}

async function createMerchant(operator: JsonApi): Promise<Seeded['merchant']> {
  const payoutAccount = {
    holder_name: MERCHANT_NAME,
    bank_code: BANK_CODE,
    account_number: MERCHANT_ACCOUNT,
  };
  const merchant = { name: MERCHANT_NAME, fee_basis_points: FEE_BASIS_POINTS, payout_account: payoutAccount };
  const id = textOf(await operator.post('/v1/merchants', merchant), 'id');
  const store = textOf(await operator.post(`/v1/merchants/${id}/stores`, { name: 'By the river' }), 'id');
  const terminal = textOf(await operator.post(`/v1/stores/${store}/terminals`, { name: 'Till 1' }), 'id');
  const apiKey = textOf(await operator.post(`/v1/merchants/${id}/api-keys`, { name: 'tills' }), 'key');
  return { id, store, terminal, apiKey };
}

async function createResident(operator: JsonApi): Promise<Seeded['resident']> {
  const resident = { name: RESIDENT_NAME, bank_account: RESIDENT_ACCOUNT };
  const created = await operator.post('/v1/residents', resident);
  return { id: textOf(created, 'id'), token: textOf(created, 'token') };
}

/** The bank answers by webhook, so the money is there a moment after it was asked for. */
async function topUp(phone: JsonApi, signal: AbortSignal): Promise<void> {
  const id = textOf(await phone.post('/v1/top-ups', { amount: FIRST_TOP_UP, currency: CURRENCY }), 'id');
  let status = 'pending';
  const isFinished = async () => {
    signal.throwIfAborted();
    const found = await phone.get(`/v1/top-ups/${id}`);
    status = textOf(found, 'status');
    return found.finished === true;
  };
  await waitUntil(isFinished, TOP_UP_TIMEOUT_MS, TOP_UP_POLL_MS);
  if (status !== 'succeeded') throw new Error(`Mei's first top-up ${id} is ${status}; see .tamsui/logs`);
}
