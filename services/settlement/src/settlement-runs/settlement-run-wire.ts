import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { moneyWire } from '../http/money-wire.ts';
import type { RunFile, RunTotals, SettlementRun } from './settlement-run.ts';

/** A run as finance staff see it. `totals` is null until it is calculated, `fault` says why it stands still. */
export function settlementRunWire(run: SettlementRun): object {
  return {
    id: formatPublicId('run', run.id),
    business_date: run.businessDate,
    state: run.state,
    created_at: run.createdAt.toISOString(),
    totals: run.totals === null ? null : totalsWire(run.totals, run.currency),
    merchant_count: run.totals?.merchantCount ?? null,
    file: run.file === null ? null : fileWire(run.file, run.currency),
    fault: run.fault,
  };
}

function totalsWire(totals: RunTotals, currency: CurrencyCode): object {
  return {
    gross: moneyWire(totals.grossMinor, currency),
    refunds: moneyWire(totals.refundsMinor, currency),
    fees: moneyWire(totals.feesMinor, currency),
    net: moneyWire(totals.netMinor, currency),
    payouts: moneyWire(totals.payoutsMinor, currency),
  };
}

function fileWire(file: RunFile, currency: CurrencyCode): object {
  return {
    message_id: file.messageId,
    sha256: file.sha256,
    transfer_count: file.transferCount,
    control_sum: moneyWire(file.controlSumMinor, currency),
  };
}
