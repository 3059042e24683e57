import { formatAmount } from '@tamsui/money';
import { type BankStatement, minorOf } from '../bank-statement.ts';
import type { Day } from '../day.ts';
import { readAll } from '../read-all.ts';
import { type Proof, proofOf } from './proof.ts';
import { readTrialBalance } from './trial-balance.ts';

/** The bank's statement adds up in itself: opening, plus credits, less debits, is closing. */
export function proveStatementAddsUp(bank: BankStatement): Proof {
  const sumMinor = bank.openingMinor + bank.creditsMinor - bank.debitsMinor;
  const broken =
    sumMinor === bank.closingMinor ? [] : [`entries give ${sumMinor}, closing is ${bank.closingMinor}`];
  return proofOf("The bank's statement adds up", broken, `camt.053 number ${bank.sequence}`);
}

/** Every dollar that the book says is at the bank is there: its assets, less what was paid out, is what the bank has. */
export async function proveSafeguarding(day: Day, bank: BankStatement): Promise<Proof> {
  const { totals } = await readTrialBalance(day);
  const assetMinor = BigInt(totals.find(({ kind }) => kind === 'asset')?.balance_minor ?? '0');
  const paidOutMinor = await sumOfAllPayouts(day);
  const expectedMinor = assetMinor - paidOutMinor;
  const broken =
    expectedMinor === bank.closingMinor
      ? []
      : [`the book expects ${expectedMinor}, the bank has ${bank.closingMinor}`];
  return proofOf(
    "Every resident's dollar is at the bank",
    broken,
    `NT$${formatAmount(bank.closingMinor, 'TWD')}`,
  );
}

async function sumOfAllPayouts(day: Day): Promise<bigint> {
  const runs = await readAll<{ totals: { payouts: { amount: string } } }>(
    day.settlement,
    '/v1/settlement-runs',
    day.access.secrets.financeToken,
  );
  return runs.reduce((sumMinor, { totals }) => sumMinor + minorOf(totals.payouts.amount), 0n);
}
