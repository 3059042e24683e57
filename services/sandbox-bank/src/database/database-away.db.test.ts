import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestBank, until } from '../bank.testing.ts';
import { connectDatabase, queryRows, withTrx } from './database.ts';
import { isDatabaseAway } from './database-away.ts';
import { openWire, type Wire } from './wire.testing.ts';

let wire: Wire | undefined;
const bank = await openTestBank({
  async reachDatabase(databaseUrl) {
    wire = await openWire(databaseUrl);
    return wire.url;
  },
});
afterAll(async () => {
  await bank.stop();
  await wire?.cut();
});

describe('the bank without its database', () => {
  it('answers 503 that may be retried, and works on by itself when the database is back', async () => {
    await bank.openAccount('CITY01', '0');
    await bank.openAccount('PAYER1', '10');
    await wire?.cut();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await bank.call('GET', '/v1/accounts/CITY01');
      expect([answer.status, answer.body]).toMatchObject([
        503,
        { code: 'database_unavailable', retryable: true },
      ]);
      expect((await fetch(`${bank.url}/healthz`)).status).toBe(503);
    }
    await wire?.mend();
    const order = {
      reference: 'A-1',
      debtor_account: 'PAYER1',
      creditor_account: 'CITY01',
      amount: '10',
      currency: 'TWD',
    };
    await until('the order is taken', async () => {
      const answer = await bank.call('POST', '/v1/direct-debits', order);
      return answer.status === 202 || answer.status === 200 ? answer : undefined;
    });
    await until('the order is executed', async () => {
      const { body } = await bank.call('GET', '/v1/direct-debits/A-1');
      return body.status === 'succeeded' ? body : undefined;
    });
    expect(await bank.balanceOf('CITY01')).toBe('10');
  });

  it('tells a database that is away from a mistake in a statement', async () => {
    const nowhere = connectDatabase('postgres://nobody@127.0.0.1:1/none', pino({ level: 'silent' }));
    await expect(queryRows(nowhere, 'select 1')).rejects.toSatisfy(isDatabaseAway);
    await nowhere.destroy();
    await expect(queryRows(bank.database, 'select nonsense')).rejects.not.toSatisfy(isDatabaseAway);
  });

  it('reads int8 as bigint', async () => {
    expect(await queryRows(bank.database, 'select 9007199254740993::bigint as big')).toEqual([
      { big: 9007199254740993n },
    ]);
  });
});

describe('withTrx', () => {
  it('fails when a statement failed in it and its error was swallowed, instead of pretending to have committed', async () => {
    const work = withTrx(bank.database, async (trx) => {
      await queryRows(trx, 'select 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(work).rejects.toThrow(/current transaction is aborted/);
  });
});
