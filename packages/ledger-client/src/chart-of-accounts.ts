import { Fault } from '@tamsui/errors';
import { commandId, fingerprintOf, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { AccountKind } from './command.ts';
import type { LedgerClient } from './ledger-client.ts';

/**
 * The operator's own accounts. What belongs to residents and merchants is opened when they join.
 * - `safeguarded_bank`: residents' and merchants' money at the bank, as the bank's statement shows it
 * - `payouts_in_transit`: sent to the bank and not yet on its statement; returns to zero
 * - `merchant_fees`: what merchants paid for the service
 */
export const CHART_OF_ACCOUNTS = {
  safeguarded_bank: 'asset',
  payouts_in_transit: 'liability',
  merchant_fees: 'income',
} as const satisfies Record<string, AccountKind>;

export type ChartAccount = keyof typeof CHART_OF_ACCOUNTS;

/** The id of an account of the chart: the same in every process, without asking. */
export function chartAccountId(account: ChartAccount, currency: CurrencyCode): Uuid {
  return commandId(['chart-of-accounts', currency], account);
}

/** Opens what is missing of the chart. May be called at every start and by several services at once. */
export async function openChartOfAccounts(ledger: LedgerClient, currency: CurrencyCode): Promise<void> {
  const accounts = Object.entries(CHART_OF_ACCOUNTS) as [ChartAccount, AccountKind][];
  for (const [name, accountKind] of accounts) {
    const asked = { account: chartAccountId(name, currency), accountKind, currency, floorMinor: null };
    const outcome = await ledger.submit({
      kind: 'open_account',
      id: commandId(['open-chart-of-accounts', currency], name),
      fingerprint: fingerprintOf({ ...asked, name }),
      ...asked,
      reference: { chart: name },
    });
    if (outcome.status !== 'posted') {
      throw new Fault('chart_of_accounts_broken', `The ledger would not open ${name}.`, {
        cause: outcome,
        retryable: false,
      });
    }
  }
}
