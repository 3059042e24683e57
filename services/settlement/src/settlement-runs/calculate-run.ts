import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { MAX_TRANSFERS_PER_FILE } from '@tamsui/iso20022';
import { withTrx } from '@tamsui/platform/database';
import { findOwners } from '../merchants/find-owners.ts';
import type { Merchant } from '../merchants/merchant-directory.ts';
import { takeOverHeldPayouts } from '../payouts/held-payout-store.ts';
import { type NewPayout, payoutOf } from '../payouts/payout.ts';
import { countPayouts, insertPayouts, insertRunLines } from '../payouts/payout-store.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { findAccountsToSettle, readMerchantDays } from './day-store.ts';
import { findRunBefore } from './run-order-store.ts';
import { completeCalculation, lockRunState, lockRunsOfBook } from './run-store.ts';
import type { SettlementRun } from './settlement-run.ts';

/** Merchants worked out and stored together: few round trips, and bounded memory on a day of millions of lines. */
const ACCOUNTS_PER_CHUNK = 50;

/** Works out what each merchant gets and stores it with its lines, priced. Nothing leaves the house yet. */
export async function calculateRun(deps: SettlementDeps, run: SettlementRun): Promise<void> {
  const before = await findRunBefore(deps.database, run.book, run.businessDate);
  const accounts = await findAccountsToSettle(deps.database, run, before?.id ?? null);
  const owners = await findOwners(deps.merchants, accounts, run.currency);
  for (let start = 0; start < accounts.length; start += ACCOUNTS_PER_CHUNK) {
    const chunk = accounts.slice(start, start + ACCOUNTS_PER_CHUNK);
    await settleAccounts(deps, run, before?.id ?? null, chunk, owners);
  }
  await complete(deps, run, accounts.length);
}

async function settleAccounts(
  { database }: SettlementDeps,
  run: SettlementRun,
  runBefore: Uuid | null,
  accounts: readonly Uuid[],
  owners: ReadonlyMap<Uuid, Merchant>,
): Promise<void> {
  const days = await readMerchantDays(database, run, runBefore, accounts);
  const payouts: NewPayout[] = days.map(({ payableAccount, ...day }) => {
    const merchant = owners.get(payableAccount);
    invariant(merchant !== undefined, `the owner of ${payableAccount} was found`);
    return payoutOf(run, merchant, day);
  });
  await withTrx(database, async (trx) => {
    if ((await lockRunState(trx, run.id)) !== 'calculating') return;
    // Those that are there already, from before a crash, keep the fee plan they were worked out with.
    const inserted = new Set(await insertPayouts(trx, run.id, payouts));
    await insertRunLines(
      trx,
      run.id,
      payouts.filter(({ id }) => inserted.has(id)),
    );
  });
}

async function complete({ database }: SettlementDeps, run: SettlementRun, accounts: number): Promise<void> {
  await withTrx(database, async (trx) => {
    if ((await lockRunState(trx, run.id)) !== 'calculating') return;
    const { merchants, transfers } = await countPayouts(trx, run.id);
    invariant(merchants === accounts, 'every merchant of the day has its row');
    if (transfers > MAX_TRANSFERS_PER_FILE) {
      throw new Fault('too_many_payouts', `A bank file has at most ${MAX_TRANSFERS_PER_FILE} transfers.`, {
        retryable: false,
      });
    }
    await lockRunsOfBook(trx, run.book);
    await takeOverHeldPayouts(trx, run, MAX_TRANSFERS_PER_FILE - transfers);
    await completeCalculation(trx, run.id);
  });
}
