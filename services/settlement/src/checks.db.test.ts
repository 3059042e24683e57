import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createSettlementCity, feeOf, settle } from './testing/settlement-city.testing.ts';

const CHECKS = fileURLToPath(new URL('../../../db/checks', import.meta.url));
const city = await createSettlementCity();
afterAll(city.stop);

/** Three days: a merchant that is paid, and one whose payment is refunded in whole, so that it owes. */
const paid = await city.addMerchant();
const owing = await city.addMerchant({ feeBands: feeOf(200) });
await city.pay(paid, 8_000n);
const payment = await city.pay(owing, 10_000n);
await city.settleDay();
await city.refund(owing, payment, 10_000n);
await city.settleDay();
await city.settleDay();

/** And one whose payout is held on one day, held again on the next, and paid on the third. */
const held = await city.addMerchant({ feeBands: feeOf(0) }, -5_000n);
const givenBack = await city.pay(held, 10_000n);
const closed = await city.closeDay();
await city.refund(held, givenBack, 10_000n);
await city.catchUp();
await settle(city.deps, closed);
await city.settleDay();
await city.pay(held, 20_000n);
await city.settleDay();
class RollBack extends Error {}

/** What a check finds after a statement that the constraints alone would let pass. Nothing of it stays. */
async function foundAfter(corruption: string, check: string): Promise<number> {
  const sql = readFileSync(`${CHECKS}/${check}.sql`, 'utf8');
  let found = -1;
  const work = city.database.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    await trx.raw(corruption);
    found = (await trx.raw<{ rows: unknown[] }>(sql)).rows.length;
    throw new RollBack();
  });
  await expect(work).rejects.toBeInstanceOf(RollBack);
  return found;
}

const PLANTED: readonly [string, string][] = [
  ['settlement-1-lines-keep-their-amount', 'update settlement.lines set amount_minor = amount_minor + 1'],
  ['settlement-2-lines-settled-once', 'delete from settlement.run_lines where fee_minor < 0'],
  [
    'settlement-3-payouts-equal-lines',
    'update settlement.payouts set gross_minor = gross_minor + 1, refunds_minor = refunds_minor + 1',
  ],
  [
    'settlement-4-run-totals-equal-payouts',
    'update settlement.runs set gross_minor = gross_minor + 1, refunds_minor = refunds_minor + 1',
  ],
  [
    'settlement-5-balances-are-carried',
    `update settlement.payouts set opening_minor = opening_minor - 1, closing_minor = closing_minor - 1
     where opening_minor < 0 and payout_minor = 0`,
  ],
  ['settlement-5-balances-are-carried', 'delete from settlement.payouts where opening_minor < 0'],
  [
    'settlement-6-full-refunds-return-the-fee',
    'update settlement.run_lines set fee_minor = fee_minor + 1, net_minor = net_minor - 1 where fee_minor < 0',
  ],
  ['settlement-7-posted-runs-have-entries', 'delete from settlement.payout_entries'],
  ['settlement-7-posted-runs-have-entries', 'delete from settlement.payout_holds'],
  ['settlement-8-files-equal-payouts', 'delete from settlement.payment_files'],
  [
    'settlement-8-files-equal-payouts',
    `update settlement.payout_entries posted set run = payout.run
     from settlement.payouts payout where payout.id = posted.payout`,
  ],
  ['settlement-9-submitted-payouts-are-answered', 'delete from settlement.payout_bank_answers'],
  ['settlement-10-lines-follow-the-journal', 'update settlement.lines set business_date = business_date - 1'],
  ['settlement-10-lines-follow-the-journal', "delete from settlement.lines where kind = 'refund'"],
  ['settlement-11-nothing-else-is-paid-out', 'delete from settlement.payout_entries'],
];
it.each(PLANTED)('%s finds what is broken by: %s', async (check, corruption) => {
  expect(await foundAfter('select 1', check)).toBe(0);
  expect(await foundAfter(corruption, check)).toBeGreaterThan(0);
});
