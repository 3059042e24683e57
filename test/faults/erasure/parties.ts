import { enrolPhone, type Phone, type RunningServices } from '@tamsui/testing';
import { type Json, textOf } from '../../flows/caller.ts';
import { startReceiver } from '../../flows/webhook-receiver.ts';
import { type Asker, bearer, createAsker } from './asking.ts';
import { ADDED, SIGNED_IN } from './canaries-of-people.ts';

export const PIN = '730164';
/** What a search must find: a shop's name is public. */
export const SHOP_NAME = 'Tea House of the Public Canary';
const SHOPS_ACCOUNT = '70066690815255';
const FRIENDS_ACCOUNT = '70066690815262';
const OWN_BANK = '999';

export interface Resident {
  readonly asker: Asker;
  /** Of the sandbox; a phone has none. */
  readonly token: string | null;
  readonly id: string;
  readonly wallet: string;
}

/** Everybody of the city: two who will be erased, a friend who stays, a shop that is told by webhook, and the operator. */
export interface Parties {
  readonly operator: Asker;
  readonly added: Resident;
  readonly signedIn: Resident & { readonly phone: Phone };
  readonly friend: Resident;
  readonly shop: { readonly asker: Asker; readonly token: string; readonly terminal: string };
  readonly receiver: Awaited<ReturnType<typeof startReceiver>>;
}

export async function gatherParties(city: RunningServices): Promise<Parties> {
  const operator = createAsker(city.urls.transactions, bearer(city.secrets.operatorToken));
  await openAccount(city, city.secrets.safeguardedBankAccount, 'Tamsui City Wallet');
  await openAccount(city, ADDED.bank_account, ADDED.name);
  await openAccount(city, SIGNED_IN.bank_account, SIGNED_IN.name);
  await openAccount(city, FRIENDS_ACCOUNT, 'Friend');
  const receiver = await startReceiver();
  const { name, bank_account, phone_number } = ADDED;
  return {
    operator,
    receiver,
    added: await addResident(city, operator, { name, bank_account, phone_number }),
    friend: await addResident(city, operator, { name: 'Friend', bank_account: FRIENDS_ACCOUNT }),
    signedIn: await signIn(city),
    shop: await openShop(city, operator, receiver.url),
  };
}

async function addResident(city: RunningServices, operator: Asker, told: object): Promise<Resident> {
  const created = await operator.post('/v1/residents', told);
  const token = textOf(created, 'token');
  const asker = createAsker(city.urls.transactions, bearer(token));
  await asker.put('/v1/pin', { pin: PIN });
  return { asker, token, id: textOf(created, 'id'), wallet: textOf(await asker.get('/v1/wallet'), 'id') };
}

async function signIn(city: RunningServices): Promise<Parties['signedIn']> {
  const apiUrl = city.urls.transactions;
  const { person, device_name: name, bank_account: account_number } = SIGNED_IN;
  const phone = await enrolPhone({ apiUrl, person, name });
  const asker = createAsker(apiUrl, phone.headersFor);
  await asker.put('/v1/pin', { pin: PIN });
  await asker.put('/v1/bank-account', { bank_code: OWN_BANK, account_number, pin: PIN });
  return {
    phone,
    asker,
    token: null,
    id: phone.residentId,
    wallet: textOf(await asker.get('/v1/wallet'), 'id'),
  };
}

async function openShop(
  city: RunningServices,
  operator: Asker,
  webhookUrl: string,
): Promise<Parties['shop']> {
  await openAccount(city, SHOPS_ACCOUNT, SHOP_NAME);
  const payout_account = { holder_name: SHOP_NAME, bank_code: OWN_BANK, account_number: SHOPS_ACCOUNT };
  const merchant = { name: SHOP_NAME, fee_basis_points: 130, payout_account };
  const id = await operator.make('/v1/merchants', merchant);
  const store = await operator.make(`/v1/merchants/${id}/stores`, { name: 'By the river' });
  const terminal = await operator.make(`/v1/stores/${store}/terminals`, { name: 'Till' });
  const token = textOf(await operator.post(`/v1/merchants/${id}/api-keys`, { name: 'tills' }), 'key');
  const asker = createAsker(city.urls.transactions, bearer(token));
  await asker.post('/v1/webhook-endpoints', { url: webhookUrl });
  return { asker, token, terminal };
}

function openAccount(city: RunningServices, account_number: string, holder_name: string): Promise<Json> {
  const bank = createAsker(city.urls['sandbox-bank'], bearer(city.secrets.bankApiToken));
  const opening_balance = '50000';
  return bank.post('/v1/accounts', { account_number, holder_name, currency: 'TWD', opening_balance });
}
