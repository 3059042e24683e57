import { type Phone, signInPerson } from '@tamsui/testing';
import { type Api, createApi, textOf } from '../testing/api.ts';
import { giveMoney } from '../testing/give-money.ts';
import { createMerchant, type TestMerchant } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import type { TestService } from '../testing/test-service.ts';
import { createPerson, type TestPerson } from '../transfers/transfers.testing.ts';

/** Whose things something is: a resident with money, and a merchant with a till. */
export interface Party {
  readonly resident: PartyResident;
  readonly merchant: TestMerchant;
  /** Whom residents send money to, and who asks them for some. */
  readonly friend: TestPerson;
}

export interface PartyResident {
  readonly api: Api;
  readonly wallet: string;
  /** The name at the identity provider, of whoever has one. */
  readonly person: string | undefined;
  /** What signs, of whoever has one. */
  readonly phone?: Phone;
}

const MONEY_MINOR = 500_000n;
let people = 0;

export function bearerApi({ url }: TestService, token: string): Api {
  return createApi(url, async () => ({ authorization: `Bearer ${token}` }));
}

/** Two parties of the same make know nothing of each other. */
export async function makeParty(service: TestService, resident: PartyResident): Promise<Party> {
  const friend = await createPerson(service, 'Friend');
  await giveMoney(service, friend.id, MONEY_MINOR);
  return { resident, merchant: await createMerchant(service), friend };
}

/** With a token of the sandbox. */
export async function sandboxResident(service: TestService, assurance: string): Promise<PartyResident> {
  people += 1;
  const body = { name: 'Mei', bank_account: '0081234567890', assurance };
  const created = await service.api.post('/v1/residents', { token: service.operatorToken, body });
  await giveMoney(service, textOf(created, 'id'), MONEY_MINOR);
  return withWallet(bearerApi(service, textOf(created, 'token')), undefined);
}

/** With a phone, whose every request is signed. */
export async function phoneResident(
  service: TestService,
): Promise<PartyResident & { readonly phone: Phone }> {
  const person = nextPerson();
  const { phone, api } = await signInAndEnrol(service, person);
  await giveMoney(service, phone.residentId, MONEY_MINOR);
  return { ...(await withWallet(api, person)), phone };
}

/** Somebody who has just signed in, and has no device. */
export async function signedInApi(service: TestService): Promise<Api> {
  const { token } = await signInPerson({ apiUrl: service.url, person: nextPerson() });
  return bearerApi(service, token);
}

export function nextPerson(): string {
  people += 1;
  return `guest-${people}`;
}

async function withWallet(api: Api, person: string | undefined): Promise<PartyResident> {
  return { api, person, wallet: textOf(await api.get('/v1/wallet'), 'id') };
}
