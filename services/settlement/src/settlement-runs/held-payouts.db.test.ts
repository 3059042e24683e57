import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { chartAccountId } from '@tamsui/ledger-client';
import { afterAll, expect, it } from 'vitest';
import type { Merchant } from '../merchants/merchant-directory.ts';
import { listPayouts } from '../payouts/payout-list-store.ts';
import { createSettlementCity, feeOf, settle } from '../testing/settlement-city.testing.ts';
import type { SettlementRun } from './settlement-run.ts';

const city = await createSettlementCity();
afterAll(city.stop);
const FLOOR = -5_000n;
const free = { feeBands: feeOf(0) };

const payoutOf = async (run: SettlementRun, { id }: Merchant) =>
  (await listPayouts(city.database, run.id, { limit: 100, afterMerchant: null })).find(
    ({ merchant }) => merchant === id,
  );
const inTransit = () => city.balance(chartAccountId('payouts_in_transit', 'TWD'));

/** A merchant that gave back, on the next day, what its closed day is still to pay out. */
async function indebted(
  merchant: Merchant,
  day: () => Promise<string>,
): Promise<{ date: string; payment: Uuid }> {
  const payment = await city.pay(merchant, 10_000n);
  const date = await day();
  await city.refund(merchant, payment, 10_000n);
  await city.catchUp();
  return { date, payment };
}

it('a payout that the book refuses is held, stops no other, and is paid once by the run that finds the money', async () => {
  const merchant = await city.addMerchant(free, FLOOR);
  const other = await city.addMerchant(free);
  await city.pay(other, 7_000n);
  const { date } = await indebted(merchant, city.closeDay);

  const first = await settle(city.deps, date);
  expect(first).toMatchObject({
    state: 'submitted',
    fault: null,
    totals: { payoutsMinor: 17_000n, merchantCount: 2 },
    file: { transferCount: 1, controlSumMinor: 7_000n },
  });
  expect(await payoutOf(first, other)).toMatchObject({ status: 'paid', postedBy: first.id, reason: null });
  const held = { status: 'held', reason: 'insufficient_funds', postedBy: null, payoutMinor: 10_000n };
  expect(await payoutOf(first, merchant)).toMatchObject(held);

  const second = await city.settleDay();
  expect(second).toMatchObject({ state: 'submitted', file: null, fault: null });
  expect(await payoutOf(second, merchant)).toMatchObject({ netMinor: -10_000n, closingMinor: -10_000n });
  expect(await payoutOf(first, merchant)).toMatchObject(held);
  expect(await city.balance(merchant.payableAccount)).toBe(0n);

  await city.pay(merchant, 30_000n);
  const transit = await inTransit();
  const third = await city.settleDay();
  expect(third).toMatchObject({ file: { transferCount: 2, controlSumMinor: 30_000n } });
  expect(await payoutOf(third, merchant)).toMatchObject({ payoutMinor: 20_000n, status: 'paid' });
  expect(await payoutOf(first, merchant)).toMatchObject({ status: 'paid', postedBy: third.id, reason: null });
  expect((await inTransit()) - transit).toBe(30_000n);
  expect(await city.balance(merchant.payableAccount)).toBe(0n);
  expect(await city.settleDay()).toMatchObject({ file: null });
});

it('six processes that settle at once hold a payout once and pay it once', async () => {
  const merchant = await city.addMerchant(free, FLOOR);
  const { date } = await indebted(merchant, city.closeDay);
  const often = (day: string) => Promise.all(Array.from({ length: 6 }, () => settle(city.deps, day)));
  await often(date);
  await city.pay(merchant, 10_000n);
  const transit = await inTransit();
  const later = await city.closeDay();
  const [run] = await often(later);
  expect(run).toMatchObject({ state: 'submitted', file: { transferCount: 1, controlSumMinor: 10_000n } });
  expect((await inTransit()) - transit).toBe(10_000n);
  expect(await city.balance(merchant.payableAccount)).toBe(0n);
});

it('a held payout that one run is trying is not tried by another', async () => {
  const merchant = await city.addMerchant(free, FLOOR);
  const { date } = await indebted(merchant, city.closeDay);
  const first = await settle(city.deps, date);
  const [second, third] = [await city.closeDay(), await city.closeDay()];
  await city.pay(merchant, 10_000n);
  const transit = await inTransit();
  const submit = async (): Promise<never> => {
    throw new Fault('ledger_unavailable', 'The ledger did not answer.', { retryable: true });
  };
  const away = { ...city.deps, ledger: { ...city.ledger, submit } };
  await expect(settle(away, second)).rejects.toMatchObject({ code: 'ledger_unavailable' });
  expect(await settle(city.deps, third)).toMatchObject({ state: 'submitted', file: null });
  expect(await inTransit()).toBe(transit);
  const run = await settle(city.deps, second);
  expect(await payoutOf(first, merchant)).toMatchObject({ status: 'paid', postedBy: run.id });
  await city.settleDay();
  expect((await inTransit()) - transit).toBe(10_000n);
  expect(await city.balance(merchant.payableAccount)).toBe(0n);
});

it('a fee that cannot be taken is held with its payout, and taken with it', async () => {
  const merchant = await city.addMerchant({ feeBands: feeOf(200) }, FLOOR);
  const { date } = await indebted(merchant, city.closeDay);
  const fees = () => city.balance(chartAccountId('merchant_fees', 'TWD'));
  const before = await fees();
  const first = await settle(city.deps, date);
  expect(await payoutOf(first, merchant)).toMatchObject({ status: 'held', feeMinor: 200n });
  expect(await fees()).toBe(before);
  await city.pay(merchant, 20_000n);
  await city.settleDay();
  // 2% of 20,000; the first payment was refunded in whole and has cost nothing.
  expect((await fees()) - before).toBe(400n);
  expect(await city.balance(merchant.payableAccount)).toBe(0n);
});
