import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Entry, LedgerClient, Position } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import { heldPaymentIdOf, terminalIdOf } from '../payments/payment.ts';
import { findPaymentsByOrder } from '../payments/payment-store.ts';
import { findStagedByOrder } from '../payments/staged-payment-store.ts';
import { waitForWriter } from '../projection/projection-store.ts';
import type { CancelledOrder } from './cancellation.ts';

/** Payments of one order that are looked at. Nobody numbers so many sales alike. */
const MAX_PAYMENTS = 100;
const MAX_ENTRIES = 1_000;
/** A projection that is further behind catches up by itself, and finds the rest. */
const MAX_PAGES = 5;

export interface FindOrderDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
}

/**
 * Finds every payment of an order: those that wait or are authorised, those that the feed has told of, and those that
 * it is about to tell of.
 *
 * Whoever writes what the feed tells holds the position while it looks for cancellations. So when the position is free,
 * either its payments can be seen here, or it has not looked yet and will see a cancellation that was written before.
 */
export async function findOrder({ database, ledger }: FindOrderDeps, order: CancelledOrder): Promise<Uuid[]> {
  const position = await waitForWriter(database);
  invariant(position !== undefined, 'the feed has a position');
  const filter = {
    payableAccount: order.payableAccount,
    orderReference: order.orderReference,
    terminalId: order.terminalId,
    limit: MAX_PAYMENTS,
  };
  const staged = await findStagedByOrder(database, filter);
  const listed = await findPaymentsByOrder(database, filter);
  const coming = await readAhead(ledger, position, order);
  return [...new Set([...staged, ...listed, ...coming])];
}

async function readAhead(ledger: LedgerClient, from: Position, order: CancelledOrder): Promise<Uuid[]> {
  const found: Uuid[] = [];
  let position = from;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { entries, next } = await ledger.feed(position, { limit: MAX_ENTRIES, waitMs: 0 });
    found.push(...entries.filter((entry) => isOfOrder(entry, order)).map(({ id }) => id));
    if (entries.length < MAX_ENTRIES) break;
    position = next;
  }
  return found;
}

function isOfOrder({ posted, purpose, postings, reference }: Entry, order: CancelledOrder): boolean {
  return (
    posted &&
    purpose === 'payment' &&
    postings[0]?.credit === order.payableAccount &&
    reference.order === order.orderReference &&
    heldPaymentIdOf(reference) === undefined &&
    (order.terminalId === null || terminalIdOf(reference) === order.terminalId)
  );
}
