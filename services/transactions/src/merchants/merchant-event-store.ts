import { newUuid, type Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { recordEvents } from '../events/append-events.ts';
import { businessEvent } from '../events/business-events.ts';
import type { BusinessEventType } from '../events/event.ts';

/** What was done to what a merchant has, and by whom. Kept for ever. */
export interface MerchantEvent {
  readonly merchantId: Uuid;
  /** `operator`, or the public id of a key, a cashier or an application. */
  readonly actor: string;
  /** For example `terminal.closed`. */
  readonly action: BusinessEventType;
  /** The public id of what it was done to. */
  readonly subject: string;
  /** What else is worth knowing; never a secret. */
  readonly facts?: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
}

export type KeptMerchantEvent = Required<MerchantEvent> & { readonly id: Uuid };

/**
 * Writes down what happened, in the trx in which it happens, and tells those who manage the business. It belongs behind
 * everything that waits for others, since nobody else can tell anything before COMMIT.
 */
export async function recordMerchantEvent(trx: Trx, event: MerchantEvent): Promise<void> {
  const { facts = {}, ...columns } = event;
  await trx.raw(
    `insert into transactions.merchant_events (id, merchant_id, actor, action, subject, facts, at)
     values (:id, :merchantId, :actor, :action, :subject, cast(:facts as jsonb), :at)`,
    { ...columns, id: newUuid(), facts: JSON.stringify(facts) },
  );
  await recordEvents(trx, [businessEvent(event)]);
}

/** What happened at a merchant, newest first, before one of its events. */
export async function listMerchantEvents(
  database: Database,
  page: { readonly merchantId: Uuid; readonly limit: number; readonly before: Uuid | null },
): Promise<KeptMerchantEvent[]> {
  const { rows } = await database.raw<{ rows: KeptMerchantEvent[] }>(
    `select id, merchant_id as "merchantId", actor, action, subject, facts, at
       from transactions.merchant_events
      where merchant_id = :merchantId and (cast(:before as uuid) is null or id < cast(:before as uuid))
      order by id desc
      limit :limit`,
    page,
  );
  return rows;
}
