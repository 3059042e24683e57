import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import type { CancelledOrder } from './cancellation.ts';
import { listCancelledSince } from './cancellation-store.ts';

/** Orders as old as this are not remembered at start: who pays one of them is refunded instead of refused. */
const REMEMBERED_MS = 24 * 60 * 60_000;
/** Read again each time: rows become visible a little later than the time that they carry. */
const OVERLAP_MS = 10_000;
const MAX_ORDERS = 100_000;

/**
 * Orders that were cancelled of late, in the memory of this process, so that a payment at once need not read the
 * database. What another process cancelled a moment ago may be missing; its payment goes through and is refunded, as
 * every payment of a cancelled order is.
 */
export interface CancelledOrders {
  has(payableAccount: Uuid, orderReference: string, terminalId: Uuid): boolean;
  add(order: CancelledOrder): void;
  /** Reads what is new. */
  refresh(): Promise<StepResult>;
}

export function createCancelledOrders(database: Database, clock: Clock): CancelledOrders {
  const orders = new Set<string>();
  let readUntil = new Date(clock.now().getTime() - REMEMBERED_MS);

  function add(order: CancelledOrder): void {
    const [oldest] = orders;
    if (oldest !== undefined && orders.size >= MAX_ORDERS) orders.delete(oldest);
    orders.add(keyOf(order));
  }

  return {
    add,
    has: (payableAccount, orderReference, terminalId) => {
      if (orders.size === 0) return false;
      const order = { payableAccount, orderReference };
      return orders.has(keyOf({ ...order, terminalId: null })) || orders.has(keyOf({ ...order, terminalId }));
    },
    refresh: async () => {
      const now = clock.now();
      const since = new Date(readUntil.getTime() - OVERLAP_MS);
      for (const order of await listCancelledSince(database, since, MAX_ORDERS)) add(order);
      readUntil = now;
      return 'idle';
    },
  };
}

function keyOf({ payableAccount, orderReference, terminalId }: CancelledOrder): string {
  return `${payableAccount} ${terminalId ?? '-'} ${orderReference}`;
}
