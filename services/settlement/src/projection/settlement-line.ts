import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';

/** A payment or refund of a merchant, as the journal has it. Never changes. */
export interface SettlementLine {
  readonly entry: Uuid;
  readonly position: Position;
  readonly kind: 'payment' | 'refund';
  readonly payableAccount: Uuid;
  readonly businessDate: string;
  readonly at: Date;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  /** The payment that a refund gives back. */
  readonly original: Uuid | null;
  readonly orderReference: string | null;
  readonly terminal: string | null;
}

/**
 * What an entry of the journal means for settlement; undefined when nothing. A payment credits the merchant's
 * payable account, a refund debits it.
 * @throws Fault `entry_not_understood` when money moved in a way that would settle wrongly if it were guessed
 */
export function settlementLineOf(entry: Entry): SettlementLine | undefined {
  const { purpose, currency } = entry;
  if (!entry.posted || (purpose !== 'payment' && purpose !== 'refund')) return undefined;
  const side = purpose === 'payment' ? 'credit' : 'debit';
  const payableAccount = entry.postings[0]?.[side];
  if (payableAccount === undefined || currency === null) throw notUnderstood(entry, 'it moves no money');
  if (entry.postings.some((posting) => posting[side] !== payableAccount))
    throw notUnderstood(entry, 'it has several payable accounts');
  if ((purpose === 'refund') !== (entry.refunds !== null))
    throw notUnderstood(entry, 'only a refund, and each refund, names a payment');
  return {
    entry: entry.id,
    position: entry.position,
    kind: purpose,
    payableAccount,
    businessDate: entry.businessDate,
    at: entry.at,
    currency,
    amountMinor: entry.postings.reduce((sum, posting) => sum + posting.amountMinor, 0n),
    original: entry.refunds,
    orderReference: entry.reference.order ?? null,
    terminal: entry.reference.terminal ?? null,
  };
}

function notUnderstood({ id, purpose }: Entry, why: string): Fault {
  return new Fault('entry_not_understood', `The ${purpose} ${id} cannot be settled: ${why}.`, {
    retryable: false,
  });
}

/** True when the first position is the second or behind it. */
export function hasReached(position: Position, goal: Position): boolean {
  return position.batch > goal.batch || (position.batch === goal.batch && position.index >= goal.index);
}
