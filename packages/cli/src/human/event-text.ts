import type { Schema } from '@tamsui/sdk';
import type { Delivery } from '../listen/forward.ts';

/** One event on one line. */
export function eventText({ created_at: at, type, object_id: of, id }: Schema<'Event'>): string {
  return `${at}  ${type}  ${of}  ${id}`;
}

/** What became of it at the receiver; empty when there is none. */
export function deliveryText(delivery: Delivery | undefined): string {
  if (delivery === undefined) return '';
  const { status, ok, failure, attempts, ms } = delivery;
  const answered = status === null ? `no answer (${failure})` : `${status}`;
  const tried = attempts === 1 ? '' : ` after ${attempts} attempts`;
  return `-> ${ok ? '' : 'NOT TAKEN: '}${answered}${tried}, ${ms} ms`;
}
