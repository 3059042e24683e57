import { Fault } from '@tamsui/errors';
import { chartAccountId } from '@tamsui/ledger-client';
import { afterAll, describe, expect, it } from 'vitest';
import { listPayouts } from '../payouts/payout-list-store.ts';
import { createSettlementCity, feeOf, PAYER_ACCOUNT, settle } from '../testing/settlement-city.testing.ts';
import { resumeRuns } from './resume-runs.ts';
import { findRun } from './run-store.ts';
import { runIdOf, type SettlementRun } from './settlement-run.ts';
import { startRun } from './start-run.ts';

const city = await createSettlementCity();
const { deps } = city;
afterAll(city.stop);

const payoutsOf = ({ id }: SettlementRun) =>
  listPayouts(city.database, id, { limit: 100, afterMerchant: null });

describe('a settlement run', () => {
  it('pays each merchant its payments less refunds and fees, in the book and at the bank', async () => {
    const [noodles, tea] = [await city.addMerchant(), await city.addMerchant({ feeBands: feeOf(0) })];
    const first = await city.pay(noodles, 8_000n);
    await city.pay(noodles, 12_000n);
    await city.pay(tea, 5_000n);
    await city.refund(noodles, first, 2_000n);
    const run = await city.settleDay();
    expect(run).toMatchObject({
      state: 'submitted',
      totals: {
        grossMinor: 25_000n,
        refundsMinor: 2_000n,
        feesMinor: 234n,
        netMinor: 22_766n,
        payoutsMinor: 22_766n,
        merchantCount: 2,
      },
      file: { transferCount: 2, controlSumMinor: 22_766n },
      fault: null,
    });
    expect(await payoutsOf(run)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          merchant: noodles.id,
          payoutMinor: 17_766n,
          feeMinor: 234n,
          status: 'paid',
        }),
        expect.objectContaining({ merchant: tea.id, payoutMinor: 5_000n, feeMinor: 0n, status: 'paid' }),
      ]),
    );
    expect(await city.balance(noodles.payableAccount)).toBe(0n);
    expect(await city.balance(tea.payableAccount)).toBe(0n);
    expect(await city.balance(chartAccountId('payouts_in_transit', 'TWD'))).toBe(22_766n);
    expect(await city.balance(chartAccountId('merchant_fees', 'TWD'))).toBe(234n);
    expect(await city.bankBalance()).toBe('9999772.34');
  });

  it('gives back on a later day the fee that was charged, and carries what the merchant then owes', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(200) });
    const payment = await city.pay(merchant, 10_000n);
    await city.settleDay();
    await city.refund(merchant, payment, 4_000n);
    await city.refund(merchant, payment, 6_000n);
    const owing = await city.settleDay();
    expect(await payoutsOf(owing)).toEqual([
      expect.objectContaining({ feeMinor: -200n, netMinor: -9_800n, payoutMinor: 0n, closingMinor: -9_800n }),
    ]);
    expect(owing).toMatchObject({ state: 'submitted', file: null });
    expect(await city.balance(merchant.payableAccount)).toBe(-9_800n);
    const idle = await city.settleDay();
    expect(await payoutsOf(idle)).toEqual([
      expect.objectContaining({
        openingMinor: -9_800n,
        netMinor: 0n,
        closingMinor: -9_800n,
        status: 'nothing_due',
      }),
    ]);
    await city.pay(merchant, 20_000n);
    const made = await city.settleDay();
    expect(await payoutsOf(made)).toEqual([
      expect.objectContaining({
        openingMinor: -9_800n,
        netMinor: 19_600n,
        payoutMinor: 9_800n,
        closingMinor: 0n,
      }),
    ]);
    expect(await city.balance(merchant.payableAccount)).toBe(0n);
  });

  it('leaves what was paid after the cut to the next day', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(0) });
    await city.pay(merchant, 100n);
    const date = await city.closeDay();
    await city.pay(merchant, 900n);
    await city.catchUp();
    expect((await settle(deps, date)).totals?.payoutsMinor).toBe(100n);
    expect((await city.settleDay()).totals?.payoutsMinor).toBe(900n);
  });

  it('of a day without lines ends without a file', async () => {
    expect(await city.settleDay()).toMatchObject({
      state: 'submitted',
      file: null,
      totals: { merchantCount: 0, payoutsMinor: 0n },
    });
  });

  it('asked for many times at once pays once', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(100) });
    await city.pay(merchant, 30_000n);
    const date = await city.closeDay();
    const balance = await city.bankBalance();
    const runs = await Promise.all(Array.from({ length: 6 }, () => settle(deps, date)));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(runs.every(({ state }) => state === 'submitted')).toBe(true);
    expect(await city.balance(merchant.payableAccount)).toBe(0n);
    expect(Number(balance) - Number(await city.bankBalance())).toBeCloseTo(297, 5);
    const { rows } = await city.database.raw<{ rows: unknown[] }>(
      'select 1 from settlement.payment_files where run = :run',
      { run: runIdOf('main', date) },
    );
    expect(rows).toHaveLength(1);
  });

  it('shows a payout that the bank rejects as rejected, with its reason', async () => {
    const merchant = await city.addMerchant({
      payoutAccount: { holderName: 'Loop', bankCode: '812', accountNumber: PAYER_ACCOUNT },
    });
    await city.pay(merchant, 5_000n);
    const run = await city.settleDay();
    expect(run.state).toBe('submitted');
    expect(await payoutsOf(run)).toEqual([expect.objectContaining({ status: 'rejected', reason: 'AC03' })]);
  });

  it('keeps a Chinese name of any length and rare characters in the file', async () => {
    const holderName = '𠮷野家<&>"'.repeat(30);
    const merchant = await city.addMerchant({
      payoutAccount: { holderName, bankCode: '700', accountNumber: '1234567' },
    });
    await city.pay(merchant, 5_000n);
    const run = await city.settleDay();
    expect(await payoutsOf(run)).toEqual([expect.objectContaining({ status: 'paid' })]);
  });
});

describe('a run is refused', () => {
  it('while its day is open', async () => {
    const { open, lastClosed } = await city.ledger.businessDay();
    expect(await startRun(deps, open)).toEqual({
      ok: false,
      refusal: { code: 'business_day_not_closed', open, last_closed: lastClosed },
    });
    expect(await findRun(city.database, runIdOf('main', open))).toBeUndefined();
  });

  it('while an earlier day has lines that are not settled, and the days then settle in order', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(0) });
    await city.pay(merchant, 500n);
    const earlier = await city.closeDay();
    await city.pay(merchant, 700n);
    const later = await city.closeDay();
    expect(await startRun(deps, later)).toMatchObject({
      ok: false,
      refusal: { code: 'earlier_day_not_settled', unsettled: earlier },
    });
    expect((await settle(deps, earlier)).totals?.payoutsMinor).toBe(500n);
    expect((await settle(deps, later)).totals?.payoutsMinor).toBe(700n);
  });

  it('when a later day is settled and this one had no lines', async () => {
    const empty = await city.closeDay();
    await city.settleDay();
    expect(await startRun(deps, empty)).toMatchObject({
      ok: false,
      refusal: { code: 'later_day_settled' },
    });
  });
});

describe('a run stops loudly, says why, and goes on when it is mended', () => {
  it('when no merchant owns a payable account', async () => {
    const merchant = await city.addMerchant({ feeBands: feeOf(0) });
    await city.pay(merchant, 900n);
    const date = await city.closeDay();
    const nobody = { ...deps, merchants: { page: async () => ({ merchants: [], next: undefined }) } };
    await expect(settle(nobody, date)).rejects.toMatchObject({
      code: 'payable_account_without_merchant',
      retryable: false,
    });
    expect(await findRun(city.database, runIdOf('main', date))).toMatchObject({
      state: 'calculating',
      fault: { code: 'payable_account_without_merchant' },
    });
    expect(await settle(deps, date)).toMatchObject({ state: 'submitted', fault: null });
  });

  it('when a merchant is not paid in the currency of the run', async () => {
    const merchant = await city.addMerchant({ currency: 'JPY' });
    await city.pay(merchant, 900n);
    const date = await city.closeDay();
    await expect(settle(deps, date)).rejects.toMatchObject({ code: 'merchant_currency_unexpected' });
    const mended = {
      page: async () => ({ merchants: [{ ...merchant, currency: 'TWD' as const }], next: undefined }),
    };
    expect(await settle({ ...deps, merchants: mended }, date)).toMatchObject({ state: 'submitted' });
  });

  it('when the book refuses a payout', async () => {
    const merchant = await city.addMerchant();
    await city.pay(merchant, 900n);
    const date = await city.closeDay();
    const refusing: typeof deps.ledger = {
      ...deps.ledger,
      submit: async (command) =>
        command.kind === 'post' ? { id: command.id, status: 'conflict' } : deps.ledger.submit(command),
    };
    await expect(settle({ ...deps, ledger: refusing }, date)).rejects.toMatchObject({
      code: 'payout_not_posted',
      retryable: false,
    });
    expect(await settle(deps, date)).toMatchObject({ state: 'submitted', fault: null });
  });

  it('when the bank does not speak of every transfer', async () => {
    const merchant = await city.addMerchant();
    await city.pay(merchant, 900n);
    const date = await city.closeDay();
    const forgetful = { submit: async () => [] };
    await expect(settle({ ...deps, bank: forgetful }, date)).rejects.toMatchObject({
      code: 'bank_answer_incomplete',
    });
    expect(await settle(deps, date)).toMatchObject({ state: 'submitted' });
  });

  it('only when waiting does not help: a bank that is away leaves no fault on the run', async () => {
    const merchant = await city.addMerchant();
    await city.pay(merchant, 900n);
    const date = await city.closeDay();
    const away = {
      submit: async () => {
        throw new Fault('bank_unavailable', 'The bank did not answer.', { retryable: true });
      },
    };
    await expect(settle({ ...deps, bank: away }, date)).rejects.toMatchObject({ code: 'bank_unavailable' });
    expect(await findRun(city.database, runIdOf('main', date))).toMatchObject({
      state: 'filed',
      fault: null,
    });
    expect(await settle(deps, date)).toMatchObject({ state: 'submitted' });
  });

  it('and the worker takes up what was left behind, also behind a run that cannot go on', async () => {
    const stuck = await city.addMerchant({ currency: 'JPY' });
    const fine = await city.addMerchant();
    await city.pay(fine, 10_000n);
    const first = await city.closeDay();
    const away = {
      submit: async () => {
        throw new Fault('bank_unavailable', 'The bank did not answer.', { retryable: true });
      },
    };
    await expect(settle({ ...deps, bank: away }, first)).rejects.toMatchObject({ code: 'bank_unavailable' });
    await city.pay(stuck, 10_000n);
    const second = await city.closeDay();
    await expect(settle(deps, second)).rejects.toMatchObject({ code: 'merchant_currency_unexpected' });
    await expect(resumeRuns(deps)).rejects.toMatchObject({ code: 'merchant_currency_unexpected' });
    expect(await findRun(city.database, runIdOf('main', first))).toMatchObject({ state: 'submitted' });
    const mended = {
      page: async () => ({ merchants: [{ ...stuck, currency: 'TWD' as const }], next: undefined }),
    };
    await resumeRuns({ ...deps, merchants: mended });
    expect(await findRun(city.database, runIdOf('main', second))).toMatchObject({ state: 'submitted' });
    expect(await city.balance(stuck.payableAccount)).toBe(0n);
  });
});
