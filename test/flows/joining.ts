import { randomUUID } from 'node:crypto';
import { enrolmentProof, enrolPhone, newDeviceKeyPair, type Phone, signInPerson } from '@tamsui/testing';
import type { RunningCity } from '../city/running-city.ts';
import { type Break, type BreakableLine, openLine } from './breakable-line.ts';
import { type Answer, type Caller, createCaller, type Identify, type Json, textOf, twd } from './caller.ts';

/** What everybody of a flow shares: a running city, and the line that they reach it by. */
export interface Stage {
  readonly city: RunningCity;
  readonly line: BreakableLine;
  readonly how: Break;
}

export interface Resident {
  readonly phone: Phone;
  readonly caller: Caller;
  readonly wallet: string;
  readonly pin: string;
}

export interface Shop {
  readonly id: string;
  /** Its server, with an API key. */
  readonly server: Caller;
  readonly terminal: string;
  /** A cashier at the till, who charges and refunds nothing. */
  readonly cashier: Caller;
  /** A shift lead at the second till, who refunds up to NT$500. */
  readonly lead: Caller;
  readonly leadsTerminal: string;
}

const PIN = '730164';
const OWN_BANK = '999';
const MONEY_AT_THE_BANK = '50000';
const FEE_BASIS_POINTS = 130;

export async function openStage(city: RunningCity, how: Break): Promise<Stage> {
  return { city, how, line: await openLine(city.facts.urls.transactions) };
}

/** Somebody signs in, enrols a phone (the answer to which is lost at first), sets a PIN and names a bank account. */
export async function joinResident(stage: Stage, person: string, holder: string): Promise<Resident> {
  const apiUrl = stage.city.facts.urls.transactions;
  const key = newDeviceKeyPair();
  const signedIn = await signInPerson({ apiUrl, person });
  const proof = enrolmentProof(key, apiUrl, signedIn.device_challenge);
  const enrolment = { name: 'phone', public_key: key.publicJwk, proof };
  await callerWith(stage, bearer(signedIn.token)).lose('/v1/devices', enrolment, randomUUID());
  // Whoever lost the answer signs in again, with the same key.
  const phone = await enrolPhone({ apiUrl, person, key });
  const caller = callerWith(stage, phone.headersFor);
  expectSuccess(await caller.send('PUT', '/v1/pin', { pin: PIN }));
  const account_number = await openBankAccount(stage, holder, MONEY_AT_THE_BANK);
  const account = { bank_code: OWN_BANK, account_number, pin: PIN };
  await caller.surely('/v1/bank-account', account, { method: 'PUT', status: 204, isLive: true });
  return { phone, caller, wallet: textOf(await caller.get('/v1/wallet'), 'id'), pin: PIN };
}

/** A shop applies, is looked at by two people, goes live, and opens a store with two tills and people at them. */
export async function joinShop(stage: Stage, name: string, businessNumber: string): Promise<Shop> {
  const { city } = stage;
  const operator = callerWith(stage, bearer(city.facts.secrets.operatorToken));
  const payout_account = {
    holder_name: name,
    bank_code: OWN_BANK,
    account_number: await openBankAccount(stage, name, '0'),
  };
  const body = { kind: 'organisation', name, business_number: businessNumber, payout_account };
  const applied = await post(callerWith(stage), '/v1/merchant-applications', body);
  const step = (what: string, asked: object) =>
    post(operator, `/v1/merchant-applications/${textOf(applied, 'id')}/${what}`, asked);
  await step('review', { staff: 'chen' });
  await step('account-check', { staff: 'chen' });
  await step('approve', { staff: 'lin', fee_basis_points: FEE_BASIS_POINTS });
  const applicant = callerWith(stage, bearer(textOf(applied, 'token')));
  const live = await post(applicant, '/v1/merchant-application/go-live', {});
  const owner = callerWith(stage, bearer(textOf(live.api_key as Json, 'key')));
  const store = textOf(await post(owner, '/v1/stores', { name: 'By the river' }), 'id');
  const [terminal, leadsTerminal] = [await openTill(owner, store), await openTill(owner, store)];
  const server = bearer(textOf(await post(owner, '/v1/api-keys', { name: 'tills' }), 'key'));
  return {
    id: textOf(live, 'merchant'),
    server: callerWith(stage, server),
    terminal,
    leadsTerminal,
    cashier: await signInCashier(stage, owner, terminal, { number: '11', role: 'cashier', refund_cap: null }),
    lead: await signInCashier(stage, owner, leadsTerminal, {
      number: '12',
      role: 'shift_lead',
      refund_cap: twd('500'),
    }),
  };
}

async function openTill(owner: Caller, store: string): Promise<string> {
  return textOf(await post(owner, `/v1/stores/${store}/terminals`, { name: 'Till' }), 'id');
}

async function signInCashier(
  stage: Stage,
  owner: Caller,
  terminal: string,
  role: { readonly number: string; readonly role: string; readonly refund_cap: object | null },
): Promise<Caller> {
  await post(owner, '/v1/cashiers', { name: 'Wu', pin: PIN, ...role });
  const session = await post(owner, '/v1/cashier-sessions', { terminal, number: role.number, pin: PIN });
  return callerWith(stage, bearer(textOf(session, 'token')));
}

let accounts = 0;

/** Opens an account at the bank. @returns its number */
async function openBankAccount({ city }: Stage, holder_name: string, balance: string): Promise<string> {
  accounts += 1;
  const account_number = `7300000${String(accounts).padStart(5, '0')}`;
  const response = await fetch(`${city.facts.urls['sandbox-bank']}/v1/accounts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${city.facts.secrets.bankApiToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ account_number, holder_name, currency: 'TWD', opening_balance: balance }),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
  return account_number;
}

function bearer(token: string): Identify {
  return async () => ({ authorization: `Bearer ${token}` });
}

function callerWith({ line, how }: Stage, identify?: Identify): Caller {
  return createCaller(line, how, identify);
}

async function post(caller: Caller, path: string, body: object): Promise<Json> {
  return expectSuccess(await caller.send('POST', path, body));
}

function expectSuccess({ status, text, body }: Answer): Json {
  if (status >= 200 && status < 300) return body;
  throw new Error(`answered ${status} ${text}`);
}
