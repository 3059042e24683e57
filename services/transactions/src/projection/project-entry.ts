import type { Uuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { terminalIdOf } from '../payments/payment.ts';

interface ProjectedMoney {
  readonly id: Uuid;
  readonly payableAccount: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly at: Date;
  readonly businessDate: string;
  readonly position: Position;
}

export interface PaymentRow extends ProjectedMoney {
  readonly walletAccount: Uuid;
  readonly terminalId: Uuid;
  readonly orderReference: string;
}

export interface RefundRow extends ProjectedMoney {
  readonly paymentId: Uuid;
  readonly reason: string | null;
}

/** What lists need to know of some entries of the journal. */
export interface ProjectedRows {
  readonly payments: readonly PaymentRow[];
  readonly refunds: readonly RefundRow[];
}

/** Picks payments and refunds out of the feed. What was refused moved nothing and is on no list. */
export function projectEntries(entries: readonly Entry[]): ProjectedRows {
  return {
    payments: entries.flatMap((entry) => paymentRow(entry) ?? []),
    refunds: entries.flatMap((entry) => refundRow(entry) ?? []),
  };
}

function paymentRow(entry: Entry): PaymentRow | undefined {
  const [posting] = entry.postings;
  const terminalId = terminalIdOf(entry.reference);
  const { id, currency, at, businessDate, position } = entry;
  if (entry.purpose !== 'payment' || !entry.posted || !posting || !terminalId || !currency) return undefined;
  const { debit: walletAccount, credit: payableAccount, amountMinor } = posting;
  const orderReference = entry.reference.order ?? '';
  const money = { id, payableAccount, amountMinor, currency, at, businessDate, position };
  return { ...money, walletAccount, terminalId, orderReference };
}

function refundRow(entry: Entry): RefundRow | undefined {
  const [posting] = entry.postings;
  const { id, currency, at, businessDate, position, refunds: paymentId } = entry;
  if (entry.purpose !== 'refund' || !entry.posted || !posting || !paymentId || !currency) return undefined;
  const { debit: payableAccount, amountMinor } = posting;
  const money = { id, payableAccount, amountMinor, currency, at, businessDate, position };
  return { ...money, paymentId, reason: entry.reference.reason ?? null };
}
