import { newUuid, type Uuid } from '@tamsui/ids';
import type { Command, Purpose } from '@tamsui/ledger-client';
import { commandsOfPack, rulePackSchema, setPolicies, TAIWAN } from '@tamsui/rule-packs';
import taiwan from '@tamsui/rule-packs/taiwan.json' with { type: 'json' };
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  identityOf,
  legOf,
  openCity,
  post,
  startLedger,
  submitUntilKnown,
} from '../testing/ledger.testing.ts';

const pack = TAIWAN;
const text = JSON.stringify(taiwan);
const database = await createTestDatabase();
const ledger = await startLedger(database.url);
const sql = await connect(database.url);
const dollars = (amount: number) => BigInt(amount) * 100n;
let bank: Uuid;
let shop: Uuid;
beforeAll(async () => {
  ({ bank, shop } = await openCity(ledger.client));
  await setPolicies(ledger.client, pack);
});
afterAll(async () => {
  await sql.end();
  await ledger.stop();
});

describe('a rule pack that is loaded', () => {
  it('is in the journal once, with exactly its policies, however often it is loaded', async () => {
    const again = await setPolicies(ledger.client, pack);
    expect(again.map(({ known }) => known)).toEqual([true, true, true, true]);
    const { rows } = await sql.query<{ id: string; posted: boolean; detail: Record<string, string> }>(
      "select id, refusal is null as posted, detail from book_main.entries where purpose = 'policy_set' order by batch, index",
    );
    expect(rows.map(({ id, posted }) => ({ id, posted }))).toEqual(
      commandsOfPack(pack).map(({ id }) => ({ id, posted: true })),
    );
    expect(rows.map(({ detail }) => [detail.policy, detail.balance_cap_minor])).toEqual(
      commandsOfPack(pack).map(({ policy, balanceCapMinor }) => [policy, String(balanceCapMinor)]),
    );
  });

  it('is refused when a figure has changed and its date has not', async () => {
    const changed = rulePackSchema.parse(JSON.parse(text.replace('"50000"', '"60000"')));
    await expect(setPolicies(ledger.client, changed)).rejects.toMatchObject({ code: 'policy_changed' });
  });
});

/** An account of a class, or one without limits. */
async function open(policy?: string): Promise<Uuid> {
  const account = newUuid();
  const command: Command = {
    kind: 'open_account',
    ...identityOf(),
    account,
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor: null,
    ...(policy === undefined ? {} : { policy }),
    reference: {},
  };
  expect(await submitUntilKnown(ledger.client, command)).toMatchObject({ status: 'posted' });
  return account;
}

/** Moves dollars (or cents, as a bigint) and says what limit, if any, stood against it. */
async function move(debit: Uuid, credit: Uuid, purpose: Purpose, amount: number | bigint) {
  const amountMinor = typeof amount === 'bigint' ? amount : dollars(amount);
  const outcome = await ledger.client.submit(post([legOf(debit, credit, amountMinor)], { purpose }));
  return outcome.status === 'refused'
    ? `${outcome.refusal.limit} ${outcome.refusal.left_minor}`
    : outcome.status;
}

describe('the caps bite at their edges', () => {
  it.each([
    ['tw-account-high', 100_000],
    ['tw-account-middle', 50_000],
    ['tw-account-low', 10_000],
    ['tw-card-purse', 10_000],
  ])('%s holds %i and not a cent more', async (policy, cap) => {
    const account = await open(policy);
    expect(await move(bank, account, 'top_up', dollars(cap) + 1n)).toBe(`balance ${dollars(cap)}`);
    expect(await move(bank, account, 'top_up', cap)).toBe('posted');
    expect(await move(bank, account, 'top_up', 1n)).toBe('balance 0');
  });

  it('the high class transfers 100,000 at a time and a million a month, each way apart, and buys without end', async () => {
    const [payer, payee, other] = [
      await open('tw-account-high'),
      await open('tw-account-high'),
      await open(),
    ];
    expect(await move(payer, other, 'transfer', dollars(100_000) + 1n)).toBe(
      `transfers_paid ${dollars(100_000)}`,
    );
    for (let n = 0; n < 10; n += 1) {
      expect(await move(payer, payee, 'transfer', 100_000)).toBe('posted');
      expect(await move(payee, shop, 'payment', 100_000)).toBe('posted');
    }
    expect(await move(payer, other, 'transfer', 1n)).toBe('transfers_paid 0');
    expect(await move(other, payee, 'transfer', 1n)).toBe('transfers_received 0');
    expect(await move(payer, shop, 'payment', 5_000_000)).toBe('posted');
  });

  it('the middle class pays and receives 300,000 a month, transfers inside that, counted apart', async () => {
    const [account, other] = [await open('tw-account-middle'), await open()];
    expect(await move(account, other, 'transfer', dollars(50_000) + 1n)).toBe(
      `each_transfer ${dollars(50_000)}`,
    );
    expect(await move(account, other, 'transfer', 50_000)).toBe('posted');
    expect(await move(account, shop, 'payment', 249_999)).toBe('posted');
    expect(await move(account, other, 'transfer', dollars(1) + 1n)).toBe('paid 100');
    expect(await move(account, shop, 'payment', 1)).toBe('posted');
    expect(await move(account, shop, 'payment', 1n)).toBe('paid 0');
    expect(await move(other, account, 'transfer', 300_000)).toBe('posted');
    expect(await move(other, account, 'payment', 1n)).toBe('received 0');
  });

  it('the low class pays 30,000 a month and transfers nothing, either way', async () => {
    const [account, other] = [await open('tw-account-low'), await open()];
    expect(await move(account, shop, 'payment', 30_000)).toBe('posted');
    expect(await move(account, shop, 'payment', 1n)).toBe('paid 0');
    expect(await move(account, other, 'transfer', 1n)).toBe('transfers_paid 0');
    expect(await move(other, account, 'transfer', 1n)).toBe('transfers_received 0');
  });

  it('the card purse pays 1,000 at a time and 3,000 a day', async () => {
    const card = await open('tw-card-purse');
    expect(await move(card, shop, 'payment', dollars(1_000) + 1n)).toBe(`purchases ${dollars(1_000)}`);
    for (let n = 0; n < 3; n += 1) expect(await move(card, shop, 'payment', 1_000)).toBe('posted');
    expect(await move(card, shop, 'payment', 1n)).toBe('purchases 0');
    expect(await move(card, shop, 'transfer', 30_000)).toBe('posted');
    expect(await move(card, shop, 'transfer', 1n)).toBe('transfers_to_own_account 0');
  });
});
