import { chartAccountId } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import { afterAll, expect, it } from 'vitest';
import type { SettlementDeps } from '../settlement-deps.ts';
import { createSettlementCity, settle } from '../testing/settlement-city.testing.ts';

const city = await createSettlementCity();
afterAll(city.stop);

class Killed extends Error {}

/** Counts every call that leaves the process and lets it die at one of them: before its effect, or after. */
function mortal(deps: SettlementDeps, diesAt: number, when: 'before' | 'after') {
  let calls = 0;
  const call = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    calls += 1;
    if (calls > diesAt || (calls === diesAt && when === 'before')) throw new Killed();
    const value = await act();
    if (calls >= diesAt) throw new Killed();
    return value;
  };
  const wrapped = <Raw extends Database>(target: Raw): Raw =>
    new Proxy(target, {
      get: (knex, name) => {
        if (name === 'raw')
          return (sql: string, bindings: never) =>
            call(async () => (await knex.raw(sql, bindings)) as unknown);
        if (name === 'transaction')
          return (work: (trx: Database) => Promise<unknown>) => knex.transaction((trx) => work(wrapped(trx)));
        return Reflect.get(knex, name);
      },
    });
  const dying: SettlementDeps = {
    ...deps,
    database: wrapped(deps.database),
    ledger: { ...deps.ledger, submit: (command) => call(() => deps.ledger.submit(command)) },
    bank: { submit: (xml) => call(() => deps.bank.submit(xml)) },
    merchants: { page: (cursor) => call(() => deps.merchants.page(cursor)) },
  };
  return { dying, hasDied: () => calls >= diesAt };
}

const MAX_CALLS = 80;

it.each(['before', 'after'] as const)(
  'a process that dies %s any of its calls, whichever it is, pays each merchant once',
  { timeout: 240_000 },
  async (when) => {
    const merchants = [await city.addMerchant(), await city.addMerchant(), await city.addMerchant()];
    const inTransit = chartAccountId('payouts_in_transit', 'TWD');
    let died = true;
    let diesAt = 0;
    while (died && diesAt < MAX_CALLS) {
      diesAt += 1;
      const before = { bank: Number(await city.bankBalance()), transit: await city.balance(inTransit) };
      for (const merchant of merchants) await city.pay(merchant, 10_000n);
      const date = await city.closeDay();
      const { dying, hasDied } = mortal(city.deps, diesAt, when);
      await settle(dying, date).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      died = hasDied();
      const run = await settle(city.deps, date);
      expect(run).toMatchObject({ state: 'submitted', totals: { payoutsMinor: 29_610n, merchantCount: 3 } });
      for (const merchant of merchants) expect(await city.balance(merchant.payableAccount)).toBe(0n);
      expect((await city.balance(inTransit)) - before.transit).toBe(29_610n);
      expect(before.bank - Number(await city.bankBalance())).toBeCloseTo(296.1, 5);
    }
    expect(died, 'the last life was long enough').toBe(false);
    expect(diesAt, 'and there were many calls to die at').toBeGreaterThan(20);
  },
);
