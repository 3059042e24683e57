import type { JsonObject } from '../output.ts';

/** A page of a list. */
export interface Page {
  readonly data: readonly JsonObject[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

export interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface PaymentQuery extends PageQuery {
  readonly order_reference?: string | undefined;
  readonly idempotency_key?: string | undefined;
}

export interface StatementQuery {
  /** A day of the city, YYYY-MM-DD; so is `to`, which is included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface EventQuery {
  readonly limit?: number | undefined;
  /** The last event that is known already. */
  readonly after?: string | undefined;
  readonly type?: string | undefined;
}
