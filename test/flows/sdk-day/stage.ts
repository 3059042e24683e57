import { bearer, createClient, type TamsuiClient } from '@tamsui/sdk';
import { signInByForms } from '@tamsui/testing';
import type { RunningCity } from '../../city/running-city.ts';
import { openWallet } from './wallet-app.ts';

/** What the operator of the city gives to a new shop. */
export interface GivenShop {
  readonly merchant: string;
  readonly terminal: string;
  readonly apiKey: string;
}

const OWN_BANK = '999';
const FEE_BASIS_POINTS = 130;
export const PIN = '730164';

/** Opens a shop as the operator of the city does. */
export async function openShop(city: RunningCity, name: string, store: string): Promise<GivenShop> {
  const { urls, secrets } = city.facts;
  const operator = createClient({ baseUrl: urls.transactions, authorization: bearer(secrets.operatorToken) });
  const account_number = await openBankAccount(city, name, '0');
  const payout_account = { holder_name: name, bank_code: OWN_BANK, account_number };
  const { id: merchant } = await operator.call('createMerchant', {
    body: { name, fee_basis_points: FEE_BASIS_POINTS, payout_account },
  });
  const path = { id: merchant };
  const made = await operator.call('createStoreOfMerchant', { path, body: { name: store } });
  const { key: apiKey } = await operator.call('createApiKeyOfMerchant', { path, body: { name: 'shop' } });
  const terminal = await openTerminal(operator, made.id);
  return { merchant, terminal, apiKey };
}

async function openTerminal(operator: TamsuiClient, store: string): Promise<string> {
  const { id } = await operator.call('createTerminal', { path: { id: store }, body: { name: 'Till 1' } });
  return id;
}

/** Gives somebody a wallet on a phone, a PIN, and money at the bank. */
export async function moveIn(city: RunningCity, person: string, holder: string) {
  const wallet = await openWallet({
    baseUrl: city.facts.urls.transactions,
    name: `${person} 的手機`,
    show: async (url) => {
      const returned = await signInByForms(url, { person, assurance: 'gold' });
      return `wallet://signed-in?${new URLSearchParams({ ...returned }).toString()}`;
    },
  });
  await wallet.setPin(PIN);
  await wallet.linkBank(OWN_BANK, await openBankAccount(city, holder, '50000'), PIN);
  return wallet;
}

let accounts = 0;

/** Opens an account at the bank. @returns its number */
async function openBankAccount(city: RunningCity, holder_name: string, opening_balance: string) {
  accounts += 1;
  const account_number = `7400000${String(accounts).padStart(5, '0')}`;
  const { urls, secrets } = city.facts;
  const response = await fetch(`${urls['sandbox-bank']}/v1/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.bankApiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ account_number, holder_name, currency: 'TWD', opening_balance }),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
  return account_number;
}
