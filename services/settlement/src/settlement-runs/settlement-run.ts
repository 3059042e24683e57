import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { Position } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';

/** What is done so far. Each state is left by one step, which may be repeated by anybody. */
export const RUN_STATES = ['calculating', 'calculated', 'posted', 'filed', 'submitted'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** net = gross − refunds − fees; payouts is what leaves the bank, carried balances apart. */
export interface RunTotals {
  readonly grossMinor: bigint;
  readonly refundsMinor: bigint;
  readonly feesMinor: bigint;
  readonly netMinor: bigint;
  readonly payoutsMinor: bigint;
  readonly merchantCount: number;
}

export interface RunFile {
  readonly messageId: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly transferCount: number;
  readonly controlSumMinor: bigint;
}

/** One closed business day of one book on its way to the merchants' bank accounts. */
export interface SettlementRun {
  readonly id: Uuid;
  readonly book: string;
  readonly businessDate: string;
  readonly currency: CurrencyCode;
  readonly state: RunState;
  readonly createdAt: Date;
  readonly cut: Position;
  /** Null until it is calculated. */
  readonly totals: RunTotals | null;
  /** Null until it is filed, and when nobody is paid. */
  readonly file: RunFile | null;
  /** Why it stands still and needs a person. */
  readonly fault: { readonly code: string; readonly detail: string } | null;
}

/** A day of a book has one run, whoever asks. */
export function runIdOf(book: string, businessDate: string): Uuid {
  return commandId(['settlement', 'run', book], businessDate);
}

/** A merchant has one payout a day, in any process, for ever. */
export function payoutIdOf(book: string, businessDate: string, merchant: Uuid): Uuid {
  return commandId(['settlement', 'payout', book, businessDate], merchant);
}

/** What the bank carries to the merchant and back, at most 35 characters (ISO 20022 Max35Text): banks refuse `_`. */
export function endToEndIdOf(payout: Uuid): string {
  return formatPublicId('pot', payout).replace('_', '');
}

/** The bank takes a file of this id once, at most 35 characters: the day's eight digits, `-`, and the run's id. */
export function messageIdOf(run: Pick<SettlementRun, 'id' | 'businessDate'>): string {
  return `${run.businessDate.replaceAll('-', '')}-${formatPublicId('run', run.id).slice('run_'.length)}`;
}
