import type { JsonObject } from '../output.ts';
import { facts, table } from './table.ts';

/** An amount as a person reads it; empty for what has none, as a payment that failed. */
export function moneyText({ amount, currency }: JsonObject): string {
  return typeof amount === 'string' ? `${amount} ${textOf(currency)}` : '';
}

/** One payment, or one refund, with what a person wants to know first. */
export function paymentText(payment: JsonObject): string {
  const { failure, refunded, authorisation } = payment;
  return facts([
    ['payment', textOf(payment.id)],
    ['status', statusText(payment)],
    ['why', textOf((failure as JsonObject | undefined)?.code)],
    ['amount', moneyText(payment)],
    ['refunded', moneyText((refunded as JsonObject | undefined) ?? {})],
    ['capturable', moneyText(((authorisation as JsonObject | undefined)?.capturable as JsonObject) ?? {})],
    ['order', textOf(payment.order_reference)],
    ['terminal', textOf(payment.terminal)],
    ['made', textOf(payment.created_at)],
    ['business day', textOf(payment.business_date)],
  ]);
}

export function refundText(refund: JsonObject): string {
  return facts([
    ['refund', textOf(refund.id)],
    ['status', textOf(refund.status)],
    ['amount', moneyText(refund)],
    ['of payment', textOf(refund.payment)],
    ['reason', textOf((refund.reason as JsonObject | null)?.code)],
    ['made', textOf(refund.created_at)],
  ]);
}

export function paymentTable(payments: readonly JsonObject[]): string {
  const rows = payments.map((payment) => [
    textOf(payment.created_at),
    textOf(payment.id),
    textOf(payment.status),
    moneyText(payment),
    textOf(payment.order_reference),
  ]);
  return table(['made', 'payment', 'status', '>amount', 'order'], rows);
}

/** A state, and where it matters whether money moved. */
function statusText({ status, money_moved: moneyMoved }: JsonObject): string {
  return moneyMoved === false ? `${textOf(status)} (no money moved)` : textOf(status);
}

/** A text of an answer; empty for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
