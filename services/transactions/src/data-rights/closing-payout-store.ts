import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { ClosingPayout, PayoutKey, PayoutState } from './closing.ts';

/** @returns false when this round is fixed already */
export async function insertPayout(database: Database, payout: ClosingPayout): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.closing_payouts
       (closing_id, round, amount_minor, currency, sealed_creditor, state, created_at)
     values (:closingId, :round, :amountMinor, :currency, :sealedCreditor, :state, :createdAt)
     on conflict do nothing
     returning round`,
    { ...payout, amountMinor: payout.amountMinor.toString() },
  );
  return rows.length === 1;
}

/** The payouts of a closing, the first first. */
export async function listPayouts(database: Database, closingId: Uuid): Promise<ClosingPayout[]> {
  const { rows } = await database.raw<{ rows: PayoutRow[] }>(
    `select closing_id, round, amount_minor, currency, sealed_creditor, state, created_at
       from transactions.closing_payouts where closing_id = :closingId order by round`,
    { closingId },
  );
  return rows.map((row) => ({
    closingId: row.closing_id,
    round: row.round,
    amountMinor: row.amount_minor,
    currency: row.currency,
    sealedCreditor: row.sealed_creditor,
    state: row.state,
    createdAt: row.created_at,
  }));
}

interface PayoutRow {
  readonly closing_id: Uuid;
  readonly round: number;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly sealed_creditor: Buffer | null;
  readonly state: PayoutState;
  readonly created_at: Date;
}

/** Only ever forward: what was answered once stays. */
export async function movePayout(
  database: Database | Trx,
  { closingId, round }: PayoutKey,
  move: { readonly from: PayoutState; readonly to: PayoutState; readonly bankReason?: string | null },
): Promise<void> {
  await database.raw(
    `update transactions.closing_payouts set state = :to, bank_reason = :bankReason
      where closing_id = :closingId and round = :round and state = :from`,
    { closingId, round, from: move.from, to: move.to, bankReason: move.bankReason ?? null },
  );
}
