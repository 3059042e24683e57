import { setTimeout as sleep } from 'node:timers/promises';
import { signInByForms } from '@tamsui/testing/sign-in-by-forms';
import { request } from 'undici';
import type { CityFacts } from '../../city/running-city.ts';
import type { Ask } from './ask.ts';
import { bank, bearer, type Caller, stranger } from './callers.ts';
import { lookUntil } from './look-until.ts';
import { type Merchant, type Outside, type People, type Resident, twd } from './parties.ts';
import { joinInSandbox, joinWithPhone, openShop } from './stories/joining.ts';
import { lookUp } from './stories/sharing.ts';

const POLL_MS = 100;
const MONEY_TIMEOUT_MS = 30_000;
const POCKET_MONEY = '25000';

/** The city around the API: its identity provider and its bank. */
export function outsideOf({ urls, secrets }: CityFacts): Outside {
  let numbers = 0;
  return {
    publicUrl: urls.transactions,
    nextNumber: () => ++numbers,
    signInAtProvider: (authorizationUrl, person) =>
      signInByForms(authorizationUrl, { person, assurance: 'gold' }),
    openBankAccount: async ({ number: account_number, holder: holder_name }) => {
      const account = { account_number, holder_name, currency: 'TWD', opening_balance: '1000000' };
      const answer = await request(`${urls['sandbox-bank']}/v1/accounts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secrets.bankApiToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(account),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`the bank answered ${answer.statusCode} ${text}`);
    },
    directDebitOf: (topUp) => directDebitOf(topUp, urls['sandbox-bank'], secrets.bankApiToken),
  };
}

async function directDebitOf(reference: string, bankUrl: string, token: string) {
  const deadlineMs = performance.now() + MONEY_TIMEOUT_MS;
  for (;;) {
    const headers = { authorization: `Bearer ${token}` };
    const { statusCode, body } = await request(`${bankUrl}/v1/direct-debits/${reference}`, { headers });
    const text = await body.text();
    const debit = statusCode === 200 ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : undefined;
    if (debit?.status === 'succeeded') {
      const { id, amount, currency, creditor_account } = debit;
      return { id, reference, amount, currency, creditor_account };
    }
    if (performance.now() > deadlineMs) throw new Error(`the bank did not execute ${reference}: ${text}`);
    await sleep(POLL_MS);
  }
}

/** Makes people in a running city: residents with phones and with money, and merchants with tills. */
export async function makePeople(ask: Ask, outside: Outside, { secrets }: CityFacts): Promise<People> {
  const operator = bearer('operator', 'operator', secrets.operatorToken);
  const making = { ask, outside };
  const inSandbox = [await joinInSandbox(making, operator), await joinInSandbox(making, operator)];
  const withPhones = [await joinWithPhone(making), await joinWithPhone(making)];
  for (const [index, rich] of inSandbox.entries()) {
    await untilRich(ask, rich);
    const payee = await lookUp(making, rich, withPhones[index] ?? rich);
    await ask(rich.caller, 'createTransfer', { body: { payee, ...twd(POCKET_MONEY) } });
  }
  const merchants = [await openShop(making, operator), await openShop(making, operator)];
  const others = await makeOthers(ask, operator, merchants);
  const residents = [...inSandbox, ...withPhones];
  return { operator, bank: bank(secrets.bankWebhookSecret), residents, merchants, others };
}

/** Money comes from the bank in a moment. @throws Error when it does not */
export async function untilRich(ask: Ask, { caller }: Resident): Promise<void> {
  const isRich = async () => Number((await ask(caller, 'getWallet')).balance.amount) > 0;
  if (!(await lookUntil(isRich, MONEY_TIMEOUT_MS))) throw new Error('the money of a top-up did not come');
}

/** Keys with fewer rights, and people who are nobody yet. */
async function makeOthers(ask: Ask, operator: Caller, merchants: readonly Merchant[]): Promise<Caller[]> {
  const keys = merchants.flatMap(({ id }) =>
    ['payments:read', 'payments:charge'].map(async (scope) => {
      const body = { name: scope, scopes: [scope] };
      const { key } = await ask(operator, 'createApiKeyOfMerchant', { id, body });
      return bearer(`key for ${scope}`, 'merchant', key);
    }),
  );
  const general = { name: 'Yun', bank_account: '700000000001', assurance: 'general' };
  const resident = await ask(operator, 'createResident', { body: general });
  const payout_account = { holder_name: 'Yun', bank_code: '999', account_number: '700000000001' };
  const applied = await ask(stranger('somebody'), 'applyAsMerchant', {
    body: { kind: 'personal', name: 'Yun', payout_account },
  });
  return [
    ...(await Promise.all(keys)),
    bearer('resident of the general class', 'residentSandbox', resident.token),
    bearer('applicant', 'applicant', applied.token),
  ];
}
