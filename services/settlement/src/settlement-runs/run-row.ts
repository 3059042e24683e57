import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { isCurrencyCode } from '@tamsui/money';
import type { RunState, RunTotals, SettlementRun } from './settlement-run.ts';

/** Of `run` and its `file`. A date leaves as text: the driver would make a local midnight of it. */
export const RUN_COLUMNS = `run.id, run.book, run.business_date::text as date, run.currency, run.state, run.created_at,
  run.cut_batch, run.cut_index, run.gross_minor, run.refunds_minor, run.fees_minor, run.net_minor,
  run.payouts_minor, run.merchant_count, run.fault_code, run.fault_detail,
  file.message_id, encode(file.sha256, 'hex') as sha256, file.transfer_count, file.control_sum_minor`;

/** Totals and file are each there in whole or not at all. */
export interface RunRow {
  readonly id: Uuid;
  readonly book: string;
  readonly date: string;
  readonly currency: string;
  readonly state: RunState;
  readonly created_at: Date;
  readonly cut_batch: bigint;
  readonly cut_index: number;
  readonly gross_minor: bigint | null;
  readonly refunds_minor: bigint | null;
  readonly fees_minor: bigint | null;
  readonly net_minor: bigint | null;
  readonly payouts_minor: bigint | null;
  readonly merchant_count: number | null;
  readonly fault_code: string | null;
  readonly fault_detail: string | null;
  readonly message_id: string | null;
  readonly sha256: string | null;
  readonly transfer_count: number | null;
  readonly control_sum_minor: bigint | null;
}

export function runOf(row: RunRow): SettlementRun {
  invariant(isCurrencyCode(row.currency), `run ${row.id} is in a known currency`);
  return {
    id: row.id,
    book: row.book,
    businessDate: row.date,
    currency: row.currency,
    state: row.state,
    createdAt: row.created_at,
    cut: { batch: row.cut_batch, index: row.cut_index },
    totals: totalsOf(row),
    file: fileOf(row),
    fault: row.fault_code === null ? null : { code: row.fault_code, detail: row.fault_detail ?? '' },
  };
}

function totalsOf(row: RunRow): RunTotals | null {
  if (row.merchant_count === null) return null;
  return {
    grossMinor: row.gross_minor ?? 0n,
    refundsMinor: row.refunds_minor ?? 0n,
    feesMinor: row.fees_minor ?? 0n,
    netMinor: row.net_minor ?? 0n,
    payoutsMinor: row.payouts_minor ?? 0n,
    merchantCount: row.merchant_count,
  };
}

function fileOf(row: RunRow): SettlementRun['file'] {
  if (row.message_id === null) return null;
  return {
    messageId: row.message_id,
    sha256: row.sha256 ?? '',
    transferCount: row.transfer_count ?? 0,
    controlSumMinor: row.control_sum_minor ?? 0n,
  };
}
