import type { Command, Outcome } from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type City,
  connect,
  eventually,
  identityOf,
  killLeader,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  submitUntilKnown,
} from '../testing/ledger.testing.ts';

const database = await createTestDatabase();
const ledger = await startLedger(database.url);
const sql = await connect(database.url);
let city: City;
beforeEach(async () => {
  city = await openCity(ledger.client, 1_000n);
});
afterAll(async () => {
  await sql.end();
  await ledger.stop();
});

const submit = (command: Command): Promise<Outcome> => submitUntilKnown(ledger.client, command);
const statusOf = async (command: Command): Promise<string> => {
  const outcome = await submit(command);
  return outcome.status === 'refused' ? outcome.refusal.code : outcome.status;
};
/** The writer loses its memory: what it decides afterwards comes from the journal alone. */
const forget = async (): Promise<void> => {
  await killLeader(sql);
  await submit(payment(city, 1n, { legs: [legOf(city.bank, city.shop, 1n)] }));
};
const holdOf = (amountMinor: bigint, expiresAt: Date | null = null): Command => ({
  kind: 'hold',
  ...identityOf(),
  account: city.wallet,
  currency: 'TWD',
  amountMinor,
  expiresAt,
  reference: {},
});

describe('after the memory is lost', () => {
  it('a hold sets aside what is left of it, and no more is captured over all parts', async () => {
    const hold = holdOf(600n);
    await submit(hold);
    expect(await statusOf(payment(city, 200n, { hold: hold.id }))).toBe('posted');
    await forget();
    expect(await ledger.client.account(city.wallet)).toMatchObject({ balanceMinor: 800n, heldMinor: 400n });
    expect(await statusOf(payment(city, 401n))).toBe('insufficient_funds');
    expect(await statusOf(payment(city, 401n, { hold: hold.id }))).toBe('hold_exceeded');
    expect(await statusOf(payment(city, 400n, { hold: hold.id }))).toBe('posted');
    await forget();
    expect(await statusOf(payment(city, 1n, { hold: hold.id }))).toBe('hold_finished');
    expect(await ledger.client.account(city.wallet)).toMatchObject({ balanceMinor: 400n, heldMinor: 0n });
  });

  it('a released part stays released', async () => {
    const hold = holdOf(600n);
    await submit(hold);
    const release = { kind: 'release_hold', account: city.wallet, hold: hold.id, reference: {} } as const;
    await submit({ ...release, ...identityOf(), amountMinor: 250n });
    await forget();
    expect(await ledger.client.account(city.wallet)).toMatchObject({ heldMinor: 350n });
    expect(await statusOf({ ...release, ...identityOf(), amountMinor: 351n })).toBe('hold_exceeded');
    expect(await statusOf({ ...release, ...identityOf(), amountMinor: null })).toBe('posted');
  });

  it('a frozen account is frozen, and a closed one closed', async () => {
    const status = { kind: 'set_account_status', account: city.shop, reference: {} } as const;
    await submit({ ...status, ...identityOf(), status: 'credit_frozen' });
    await killLeader(sql);
    expect(await statusOf(payment(city, 1n))).toBe('account_frozen');
    await submit({ ...status, ...identityOf(), status: 'closed' });
    await killLeader(sql);
    expect(await statusOf(payment(city, 1n))).toBe('account_closed');
    expect(await ledger.client.account(city.shop)).toMatchObject({ status: 'closed' });
  });

  it('a limit counts what was paid before, by the policy that is in force', async () => {
    const policy = `test-${identityOf().fingerprint.slice(0, 8)}`;
    await submit({
      kind: 'set_policy',
      ...identityOf(),
      policy,
      effectiveFrom: new Date(0),
      balanceCapMinor: 1_500n,
      rules: [
        {
          name: 'paid',
          direction: 'paid',
          purposes: ['payment'],
          singleMinor: 400n,
          dayMinor: 500n,
          monthMinor: null,
        },
      ],
      reference: {},
    });
    // Counting begins with the policy, whether the memory was lost in between or not.
    expect(await statusOf(payment(city, 300n))).toBe('posted');
    await submit({ kind: 'assign_policy', ...identityOf(), account: city.wallet, policy, reference: {} });
    expect(await statusOf(payment(city, 100n))).toBe('posted');
    await forget();
    expect(await statusOf(payment(city, 400n))).toBe('posted');
    await forget();
    const outcome = await submit(payment(city, 1n));
    expect(outcome).toMatchObject({
      status: 'refused',
      refusal: { code: 'limit_exceeded', limit: 'paid', period: 'day', cap_minor: '500', left_minor: '0' },
    });
    expect(await statusOf(post([legOf(city.bank, city.wallet, 1_301n)], { purpose: 'top_up' }))).toBe(
      'limit_exceeded',
    );
    expect(await statusOf(post([legOf(city.bank, city.wallet, 1_300n)], { purpose: 'top_up' }))).toBe(
      'posted',
    );
  });
});

describe('an expired hold', () => {
  it('sets nothing aside at once, and is swept later', { timeout: 20_000 }, async () => {
    const hold = holdOf(1_000n, new Date(Date.now() + 700));
    await submit(hold);
    expect(await statusOf(payment(city, 1n))).toBe('insufficient_funds');
    await eventually(async () => ((await statusOf(payment(city, 1n))) === 'posted' ? true : undefined));
    const released = await eventually(async () => {
      const { rows } = await sql.query(
        'select detail from book_main.entries where hold = $1 and refusal is null',
        [hold.id],
      );
      return rows.length > 0 ? rows : undefined;
    }, 15_000);
    expect(released).toEqual([{ detail: { account: city.wallet, released_minor: '1000' } }]);
  });
});
