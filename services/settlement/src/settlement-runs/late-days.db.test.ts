import { afterAll, expect, it } from 'vitest';
import { listPayouts } from '../payouts/payout-list-store.ts';
import { findStatementLines } from '../statements/statement-store.ts';
import { createSettlementCity, feeOf, settle } from '../testing/settlement-city.testing.ts';

const city = await createSettlementCity();
afterAll(city.stop);

async function settled(date: string) {
  const run = await settle(city.deps, date);
  const [payout] = await listPayouts(city.database, run.id, { limit: 2, afterMerchant: null });
  if (payout === undefined) throw new Error('one merchant was paid that day');
  return { run, payout, lines: await findStatementLines(city.database, payout.id) };
}

it('a day is settled at the fee of that day, also when a later day has another and is over, too', async () => {
  const merchant = await city.addMerchant({ feeBands: feeOf(130) });
  const first = await city.pay(merchant, 10_000n);
  const { open: day } = await city.ledger.businessDay();
  await city.closeDay();
  const { open: nextDay } = await city.ledger.businessDay();
  const feeBands = [...feeOf(130), { basisPoints: 200, effectiveFrom: nextDay }];
  city.changeMerchant(merchant, { feeBands });
  const second = await city.pay(merchant, 10_000n);
  const refunded = await city.refund(merchant, first, 5_000n);
  await city.closeDay();
  await city.closeDay();
  await city.closeDay();

  const before = await settled(day);
  expect(before.run.totals).toMatchObject({ grossMinor: 10_000n, feesMinor: 130n, payoutsMinor: 9_870n });
  expect(before.lines).toMatchObject([{ entry: first, feeMinor: 130n, netMinor: 9_870n }]);

  // The payment of the day before was charged the old fee, and gives back the old fee.
  const after = await settled(nextDay);
  expect(after.lines).toMatchObject([
    { entry: second, feeMinor: 200n, netMinor: 9_800n },
    { entry: refunded, feeMinor: -65n, netMinor: -4_935n },
  ]);
  expect(after.payout).toMatchObject({ feeMinor: 135n, netMinor: 4_865n, payoutMinor: 4_865n });
  for (const { payout, lines } of [before, after]) {
    expect(lines.reduce((sum, line) => sum + line.feeMinor, 0n)).toBe(payout.feeMinor);
    expect(lines.reduce((sum, line) => sum + line.netMinor, 0n)).toBe(payout.netMinor);
  }
  expect(await city.balance(merchant.payableAccount)).toBe(0n);
});

it('what was paid on both sides of the cut between two fees is charged by the business day it belongs to', async () => {
  const { open: day } = await city.ledger.businessDay();
  const merchant = await city.addMerchant({ feeBands: feeOf(100) });
  const early = await city.pay(merchant, 10_000n);
  const last = await city.pay(merchant, 20_000n);
  await city.closeDay();
  const { open: nextDay } = await city.ledger.businessDay();
  const late = await city.pay(merchant, 20_000n);
  city.changeMerchant(merchant, { feeBands: [{ basisPoints: 300, effectiveFrom: nextDay }, ...feeOf(100)] });
  await city.closeDay();
  expect((await settled(day)).lines).toMatchObject([
    { entry: early, feeMinor: 100n },
    { entry: last, feeMinor: 200n },
  ]);
  expect((await settled(nextDay)).lines).toMatchObject([{ entry: late, feeMinor: 600n }]);
});
