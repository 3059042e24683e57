import { chartAccountId } from '@tamsui/ledger-client';
import { expect, it } from 'vitest';
import { runIdOf } from '../settlement-runs/settlement-run.ts';
import { payoutCommand } from './payout-command.ts';

const run = { id: runIdOf('main', '2026-11-23'), currency: 'TWD' } as const;
const payout = {
  id: '00000000-0000-8000-8000-000000000001',
  payableAccount: 'payable',
  feeMinor: 221n,
  payoutMinor: 16_779n,
  ownRun: run.id,
  businessDate: '2026-11-23',
};
const fees = chartAccountId('merchant_fees', 'TWD');
const inTransit = chartAccountId('payouts_in_transit', 'TWD');

it('a payout takes the fee and what is paid out from what the merchant is owed', () => {
  expect(payoutCommand(run, payout)).toMatchObject({
    purpose: 'payout',
    currency: 'TWD',
    legs: [
      { debit: 'payable', credit: fees, amountMinor: 221n },
      { debit: 'payable', credit: inTransit, amountMinor: 16_779n },
    ],
    reference: { business_date: '2026-11-23' },
  });
});

it('fees given back go to the merchant, before what is paid out', () => {
  expect(payoutCommand(run, { ...payout, feeMinor: -5n }).legs).toEqual([
    { debit: fees, credit: 'payable', amountMinor: 5n },
    { debit: 'payable', credit: inTransit, amountMinor: 16_779n },
  ]);
});

it('nothing is moved for a leg of zero', () => {
  expect(payoutCommand(run, { ...payout, feeMinor: 0n }).legs).toHaveLength(1);
  expect(payoutCommand(run, { ...payout, payoutMinor: 0n }).legs).toHaveLength(1);
});

it('the same payout is the same command, and another one is another', () => {
  expect(payoutCommand(run, payout)).toEqual(payoutCommand(run, { ...payout }));
  const other = { ...payout, id: '00000000-0000-8000-8000-000000000002' };
  expect(payoutCommand(run, other).id).not.toBe(payoutCommand(run, payout).id);
  expect(payoutCommand(run, { ...payout, payoutMinor: 1n }).fingerprint).not.toBe(
    payoutCommand(run, payout).fingerprint,
  );
});
