import { parsePublicId, type Uuid } from '@tamsui/ids';
import { type Answer, textOf } from '../testing/api.ts';
import { fund, type TestResident } from '../testing/people.ts';
import type { TestService } from '../testing/test-service.ts';

/** A resident with what transfers need to know of one. */
export interface TestPerson extends TestResident {
  readonly wallet: string;
  readonly phone: string;
}

let people = 0;

/** Lets somebody join, with a phone number of their own and perhaps some money. */
export async function createPerson(service: TestService, name: string, amount?: string): Promise<TestPerson> {
  people += 1;
  const phone = `+88691${String(people).padStart(7, '0')}`;
  const body = { name, bank_account: '0081234567890', phone_number: phone };
  const created = await service.api.post('/v1/residents', { token: service.operatorToken, body });
  const resident = { id: textOf(created, 'id'), token: textOf(created, 'token') };
  if (amount !== undefined) await fund(service, resident, amount);
  const wallet = await service.api.get('/v1/wallet', { token: resident.token });
  return { ...resident, phone, wallet: textOf(wallet, 'id') };
}

export async function lookUp({ api }: TestService, who: TestResident, whom: TestPerson): Promise<string> {
  const answer = await api.post('/v1/payees/lookup', { token: who.token, body: { phone: whom.phone } });
  return textOf(answer, 'payee');
}

/** The body of a transfer to somebody who was just looked up. */
export async function transferBody(
  service: TestService,
  who: TestResident,
  whom: TestPerson,
  more: Readonly<Record<string, unknown>> = {},
) {
  return { payee: await lookUp(service, who, whom), amount: '100', currency: 'TWD', ...more };
}

export async function transfer(
  service: TestService,
  who: TestResident,
  whom: TestPerson,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const body = await transferBody(service, who, whom, more);
  return service.api.post('/v1/transfers', { token: who.token, body });
}

/** Transfers that the ledger has posted. */
export async function postedTransfers({ database }: TestService): Promise<number> {
  const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where purpose = 'transfer' and refusal is null",
  );
  return Number(rows[0]?.count);
}

/** The account in the ledger that a person's wallet is. */
export async function accountOf({ database }: TestService, { wallet }: TestPerson): Promise<Uuid> {
  const { rows } = await database.raw<{ rows: { account: Uuid }[] }>(
    'select account from transactions.wallets where id = :id',
    { id: parsePublicId('wal', wallet) ?? null },
  );
  const account = rows[0]?.account;
  if (account === undefined) throw new Error(`there is no wallet ${wallet}`);
  return account;
}
