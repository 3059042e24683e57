import { newUuid, type Uuid } from '@tamsui/ids';
import {
  type Command,
  createLedgerClient,
  type LimitRule,
  type Outcome,
  type PostCommand,
} from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  identityOf,
  legOf,
  openCity,
  post,
  startLedger,
  submitUntilKnown,
  TOKEN,
} from '../testing/ledger.testing.ts';

/** Rounds of each of the five tests: 20 together in every run, a thousand in the long one. */
const ROUNDS = Math.ceil(Number(process.env.LIMIT_EDGE_ROUNDS ?? 20) / 5);
const PAYMENTS = 200;
const CAP_MINOR = 10_000n;

const database = await createTestDatabase();
const ledger = await startLedger(database.url);
/** Several clients, so that requests arrive beside each other and not gathered into one. */
const clients = Array.from({ length: 8 }, () => createLedgerClient({ baseUrl: ledger.url, token: TOKEN }));
let bank: Uuid;
let shop: Uuid;
beforeAll(async () => {
  ({ bank, shop } = await openCity(ledger.client));
  for (const [policy, rules] of Object.entries(POLICIES)) await setPolicy(policy, rules);
});
afterAll(async () => {
  for (const client of clients) await client.close();
  await ledger.stop();
});

const ruleOf = (caps: Partial<LimitRule>): LimitRule => ({
  name: 'paid',
  direction: 'paid',
  purposes: ['payment'],
  singleMinor: null,
  dayMinor: null,
  monthMinor: null,
  ...caps,
});
const POLICIES = {
  day: [ruleOf({ dayMinor: CAP_MINOR })],
  month: [ruleOf({ monthMinor: CAP_MINOR })],
  full: [],
};

async function setPolicy(policy: string, rules: readonly LimitRule[]): Promise<void> {
  const command: Command = {
    kind: 'set_policy',
    ...identityOf(),
    policy,
    effectiveFrom: new Date(0),
    balanceCapMinor: policy === 'full' ? CAP_MINOR : null,
    rules,
    reference: {},
  };
  await submitUntilKnown(ledger.client, command);
}

async function open(floorMinor: bigint | null, policy?: string): Promise<Uuid> {
  const account = newUuid();
  await ledger.client.submit({
    kind: 'open_account',
    ...identityOf(),
    account,
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor,
    ...(policy === undefined ? {} : { policy }),
    reference: {},
  });
  return account;
}

/** Amounts of 37 to 236 cents in an order of the round's own: together more than twice what fits. */
function amountsOf(round: number): bigint[] {
  return Array.from({ length: PAYMENTS }, (_, n) => 37n + BigInt((n * 71 + round * 13) % PAYMENTS));
}

interface Answer {
  readonly amountMinor: bigint;
  readonly outcome: Outcome;
}

/** Sends them all at the same moment. */
async function sendAtOnce(
  amounts: readonly bigint[],
  commandOf: (amountMinor: bigint) => PostCommand,
): Promise<Answer[]> {
  return Promise.all(
    amounts.map(async (amountMinor, n) => {
      const client = clients[n % clients.length] ?? ledger.client;
      return { amountMinor, outcome: await client.submit(commandOf(amountMinor)) };
    }),
  );
}

/** Never above the limit, and nothing was refused that would still fit after all was done. */
function expectAtEdge(answers: readonly Answer[], code: string): bigint {
  const sumMinor = answers
    .filter(({ outcome }) => outcome.status === 'posted')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const refused = answers.filter(({ outcome }) => outcome.status === 'refused');
  expect(sumMinor <= CAP_MINOR).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  for (const { amountMinor, outcome } of refused) {
    expect(outcome).toMatchObject({ refusal: { code } });
    expect(sumMinor + amountMinor > CAP_MINOR).toBe(true);
  }
  return sumMinor;
}

const balanceOf = async (account: Uuid) => (await ledger.client.account(account))?.balanceMinor;

describe(`${PAYMENTS} payments at the same moment, at the edge of a limit, ${ROUNDS} times`, {
  timeout: 600_000,
}, () => {
  it('spend of a wallet what is in it and no cent more', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const wallet = await open(0n);
      await ledger.client.submit(post([legOf(bank, wallet, CAP_MINOR)], { purpose: 'top_up' }));
      const answers = await sendAtOnce(amountsOf(round), (amount) => post([legOf(wallet, shop, amount)]));
      const sumMinor = expectAtEdge(answers, 'insufficient_funds');
      expect(await balanceOf(wallet)).toBe(CAP_MINOR - sumMinor);
    }
  });

  it.each(['day', 'month'] as const)('reach what may be paid in a %s and never pass it', async (policy) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const wallet = await open(null, policy);
      const answers = await sendAtOnce(amountsOf(round), (amount) => post([legOf(wallet, shop, amount)]));
      const sumMinor = expectAtEdge(answers, 'limit_exceeded');
      expect(await balanceOf(wallet)).toBe(-sumMinor);
    }
  });

  it('fill a wallet as far as it may be filled and never further', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const wallet = await open(0n, 'full');
      const answers = await sendAtOnce(amountsOf(round), (amount) =>
        post([legOf(bank, wallet, amount)], { purpose: 'top_up' }),
      );
      expect(await balanceOf(wallet)).toBe(expectAtEdge(answers, 'limit_exceeded'));
    }
  });

  it('take exactly what fits when all are of one size', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const wallet = await open(null, 'day');
      const amounts = Array.from({ length: PAYMENTS }, () => 73n);
      const answers = await sendAtOnce(amounts, (amount) => post([legOf(wallet, shop, amount)]));
      expect(expectAtEdge(answers, 'limit_exceeded')).toBe((CAP_MINOR / 73n) * 73n);
    }
  });
});
