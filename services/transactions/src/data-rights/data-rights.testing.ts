import { type Answer, textOf } from '../testing/api.ts';
import { giveMoney } from '../testing/give-money.ts';
import type { TestResident } from '../testing/people.ts';
import { SAFEGUARDED } from '../testing/test-config.ts';
import type { TestService } from '../testing/test-service.ts';

export const PIN = '730164';

let accounts = 0;

export interface TestHolder extends TestResident {
  readonly name: string;
  readonly bankAccount: string;
  readonly phoneNumber: string;
}

/** A resident with a PIN, a bank account and a phone number of their own. */
export async function createHolder(
  service: TestService,
  { name = 'Lin Mei', dollars = 0 }: { readonly name?: string; readonly dollars?: number } = {},
): Promise<TestHolder> {
  accounts += 1;
  const bankAccount = `70055500${String(1_000 + accounts)}`;
  const phoneNumber = `+8869555${String(10_000 + accounts)}`;
  const body = { name, bank_account: bankAccount, phone_number: phoneNumber };
  const created = await service.api.post('/v1/residents', { token: service.operatorToken, body });
  const holder = { id: textOf(created, 'id'), token: textOf(created, 'token') };
  const pin = await service.api.put('/v1/pin', { token: holder.token, body: { pin: PIN } });
  if (pin.status !== 204) throw new Error(`no PIN: ${pin.text}`);
  if (dollars > 0) await giveMoney(service, holder.id, BigInt(dollars) * 100n);
  return { ...holder, name, bankAccount, phoneNumber };
}

/** Opens an account at the sandbox's bank. */
export async function openBankAccount(
  { bankUrl, bankToken }: TestService,
  account_number: string,
  { holder = 'Lin Mei', balance = '0' }: { readonly holder?: string; readonly balance?: string } = {},
): Promise<void> {
  const body = { account_number, holder_name: holder, currency: 'TWD', opening_balance: balance };
  const response = await fetch(`${bankUrl}/v1/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bankToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
}

export async function openSafeguarded(service: TestService, balance = '1000000'): Promise<void> {
  await openBankAccount(service, SAFEGUARDED, { holder: 'Tamsui City Wallet', balance });
}

export async function bankBalance({ bankUrl, bankToken }: TestService, number: string): Promise<unknown> {
  const response = await fetch(`${bankUrl}/v1/accounts/${number}`, {
    headers: { authorization: `Bearer ${bankToken}` },
  });
  return ((await response.json()) as { readonly balance?: unknown }).balance;
}

export function closeWallet({ api }: TestService, { token }: TestResident, pin = PIN): Promise<Answer> {
  return api.post('/v1/wallet/closing', { token, body: { pin } });
}

/** The state of the closing now; the clock goes on, so that what waits is looked at again. */
export async function closingState(service: TestService, { token }: TestResident): Promise<unknown> {
  service.clock.setTo(new Date(service.clock.now().getTime() + 400_000));
  return (await service.api.get('/v1/wallet/closing', { token })).body.state;
}
