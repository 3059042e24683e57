import { bankAccountOf, type Day, type Merchant } from './day.ts';
import { expectStatus } from './http.ts';
import { inParallel } from './parallel.ts';

const MONEY_AT_THE_BANK = '50000';
const FEE_PLANS = [0, 50, 99, 130, 198] as const;
const PAYOUT_BANK_CODE = '812';

/** Residents and merchants join: wallets, stores, tills, keys, and accounts at the bank. */
export async function join(day: Day): Promise<void> {
  const { residents, merchants, concurrency } = day.options;
  await day.progress.during('Residents join', residents, (tick) =>
    inParallel(Array.from({ length: residents }), concurrency, async (_, index) => {
      await joinResident(day, index);
      tick();
    }),
  );
  await day.progress.during('Merchants join', merchants, (tick) =>
    inParallel(Array.from({ length: merchants }), concurrency, async (_, index) => {
      await joinMerchant(day, index);
      tick();
    }),
  );
}

async function openBankAccount(
  day: Day,
  accountNumber: string,
  holderName: string,
  balance: string,
): Promise<void> {
  const answer = await day.bank.send({
    path: '/v1/accounts',
    token: day.access.secrets.bankApiToken,
    body: {
      account_number: accountNumber,
      holder_name: holderName,
      currency: 'TWD',
      opening_balance: balance,
    },
  });
  expectStatus(answer, 200, 201);
}

async function joinResident(day: Day, index: number): Promise<void> {
  const name = `Resident ${index + 1} of ${day.name}`;
  const bankAccount = bankAccountOf(day, '1', index);
  await openBankAccount(day, bankAccount, name, MONEY_AT_THE_BANK);
  const answer = await day.transactions.send({
    path: '/v1/residents',
    token: day.access.secrets.operatorToken,
    body: { name, bank_account: bankAccount },
  });
  const { token } = expectStatus(answer, 201);
  day.residents.push({ token: String(token), bankAccount, expectedMinor: 0n });
}

async function joinMerchant(day: Day, index: number): Promise<void> {
  const name = `Shop ${index + 1} of ${day.name}`;
  const token = day.access.secrets.operatorToken;
  const accountNumber = bankAccountOf(day, '2', index);
  const feeBasisPoints = FEE_PLANS[index % FEE_PLANS.length] ?? 0;
  await openBankAccount(day, accountNumber, name, '0');
  const post = async (path: string, body: object): Promise<Record<string, unknown>> =>
    expectStatus(await day.transactions.send({ path, token, body }), 201);
  const merchant = await post('/v1/merchants', {
    name,
    fee_basis_points: feeBasisPoints,
    payout_account: { holder_name: name, bank_code: PAYOUT_BANK_CODE, account_number: accountNumber },
  });
  const store = await post(`/v1/merchants/${String(merchant.id)}/stores`, { name: 'Main street' });
  const terminals: string[] = [];
  // A large shop has more tills than a small one.
  for (let till = 1; till <= 1 + Math.floor(4 / (index + 1)); till++) {
    terminals.push(
      String((await post(`/v1/stores/${String(store.id)}/terminals`, { name: `Till ${till}` })).id),
    );
  }
  const { key } = await post(`/v1/merchants/${String(merchant.id)}/api-keys`, { name: 'tills' });
  const joined: Merchant = { id: String(merchant.id), name, feeBasisPoints, key: String(key), terminals };
  day.merchants.push(joined);
}
