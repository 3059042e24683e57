import type { Entry } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Trx } from '@tamsui/platform/database';
import { appendEvents, lockEventHead } from './append-events.ts';
import { readEntryFacts } from './entry-facts-store.ts';
import type { TellableEvent } from './event.ts';
import { isAfter, paymentEvents } from './payment-events.ts';
import { refundEvents } from './refund-events.ts';
import { creditEvents, sentEvents } from './wallet-events.ts';

/** Why entries are booked that somebody outside is told of. A refusal says the purpose of what did not happen. */
const TOLD_PURPOSES: ReadonlySet<string> = new Set([
  'payment',
  'hold',
  'hold_released',
  'refund',
  'top_up',
  'transfer',
]);

/**
 * Writes the events of one page of the feed, in the trx that writes the lists and moves the position on: so each is
 * written exactly once, whatever stops in between. Lists can be thrown away and built anew from the feed; what was
 * told before is then not told again, since the head remembers how far the journal was told.
 *
 * Half a dozen statements for a page, which under load is hundreds of payments; a payment's own request waits for none.
 * @returns how many were written
 */
export async function tellEntries(
  trx: Trx,
  entries: readonly Entry[],
  currency: CurrencyCode,
): Promise<number> {
  const told = entries.filter(({ purpose }) => TOLD_PURPOSES.has(purpose));
  const last = told.at(-1);
  if (last === undefined) return 0;
  const facts = await readEntryFacts(trx, told);
  const eventsOf = (entry: Entry): TellableEvent[] => [
    ...paymentEvents(entry, facts, currency),
    ...refundEvents(entry, facts),
    ...creditEvents(entry, facts),
    ...sentEvents(entry, facts),
  ];
  const written = told.map((entry) => ({ entry, events: eventsOf(entry) }));
  if (written.every(({ events }) => events.length === 0)) return 0;
  const head = await lockEventHead(trx);
  const fresh = written.filter(({ entry }) => isAfter(entry.position, head)).flatMap(({ events }) => events);
  await appendEvents(trx, head, fresh, last.position);
  return fresh.length;
}
