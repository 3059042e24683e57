import { balanceOf } from '@tamsui/book';
import type { CurrencyCode } from '@tamsui/money';
import type { TrialBalanceRow } from './trial-balance-store.ts';

/** The trial balance as the wire contract describes it. */
export function trialBalanceOf(rows: readonly TrialBalanceRow[]): object {
  const differences = new Map<CurrencyCode, bigint>();
  const totals = rows.map(({ currency, kind, debits, credits }) => {
    const debitsMinor = BigInt(debits);
    const creditsMinor = BigInt(credits);
    differences.set(currency, (differences.get(currency) ?? 0n) + creditsMinor - debitsMinor);
    return { currency, kind, balance_minor: balanceOf({ kind, debitsMinor, creditsMinor }).toString() };
  });
  return {
    as_of_batch: (rows[0]?.batch ?? 0n).toString(),
    totals,
    differences: [...differences].map(([currency, minor]) => ({
      currency,
      difference_minor: minor.toString(),
    })),
  };
}
