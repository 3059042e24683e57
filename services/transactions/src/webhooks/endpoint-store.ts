import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { DisabledReason, EndpointHealth, WebhookEndpoint } from './endpoint.ts';

const COLUMNS = `id, merchant_id as "merchantId", url, description, types, api_version as "apiVersion",
  created_at as "createdAt", disabled_at as "disabledAt", disabled_reason as "disabledReason",
  last_success_at as "lastSuccessAt", failures_in_row as "failuresInRow", failing_since as "failingSince",
  warned_at as "warnedAt", resting_until as "restingUntil"`;

export type NewEndpoint = Pick<
  WebhookEndpoint,
  'id' | 'merchantId' | 'url' | 'description' | 'types' | 'apiVersion' | 'createdAt'
>;

/**
 * Keeps the fan-out from running until the end of the trx. Whatever changes who listens to what needs it: so the change
 * lies between two events for certain. @returns the newest event, which is before the change
 */
export async function lockFanOut(trx: Trx): Promise<bigint> {
  await trx.raw('select told_sequence from transactions.webhook_fan_out for update');
  const { rows } = await trx.raw<{ rows: { lastSequence: bigint }[] }>(
    'select last_sequence as "lastSequence" from transactions.event_head',
  );
  const [head] = rows;
  invariant(head !== undefined, 'the events have a head');
  return head.lastSequence;
}

/** @returns false when the row is there already */
export async function insertEndpoint(
  trx: Trx,
  endpoint: NewEndpoint,
  fromSequence: bigint,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.webhook_endpoints
            (id, merchant_id, url, description, types, api_version, from_sequence, created_at)
     values (:id, :merchantId, :url, :description, cast(:types as text[]), :apiVersion, :fromSequence, :createdAt)
     on conflict (id) do nothing
     returning id`,
    {
      ...endpoint,
      types: endpoint.types === null ? null : [...endpoint.types],
      fromSequence: fromSequence.toString(),
    },
  );
  return rows.length === 1;
}

export async function countEndpoints(trx: Trx, merchantId: Uuid): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    `select count(*)::integer as count from transactions.webhook_endpoints
      where merchant_id = :merchantId and deleted_at is null`,
    { merchantId },
  );
  return rows[0]?.count ?? 0;
}

export async function findEndpoint(database: Database, id: Uuid): Promise<WebhookEndpoint | undefined> {
  const { rows } = await database.raw<{ rows: WebhookEndpoint[] }>(
    `select ${COLUMNS} from transactions.webhook_endpoints where id = :id and deleted_at is null`,
    { id },
  );
  return rows[0];
}

/** Keeps an endpoint as it is until the end of the trx; undefined when it has been removed. */
export async function lockEndpoint(trx: Trx, id: Uuid): Promise<WebhookEndpoint | undefined> {
  const { rows } = await trx.raw<{ rows: WebhookEndpoint[] }>(
    `select ${COLUMNS} from transactions.webhook_endpoints
      where id = :id and deleted_at is null for no key update`,
    { id },
  );
  return rows[0];
}

/** A merchant's endpoints, newest first, before one of them. */
export async function listEndpoints(
  database: Database,
  page: { readonly merchantId: Uuid; readonly limit: number; readonly before: Uuid | null },
): Promise<WebhookEndpoint[]> {
  const { rows } = await database.raw<{ rows: WebhookEndpoint[] }>(
    `select ${COLUMNS}
       from transactions.webhook_endpoints
      where merchant_id = :merchantId and deleted_at is null
        and (cast(:before as uuid) is null or id < cast(:before as uuid))
      order by id desc
      limit :limit`,
    page,
  );
  return rows;
}

/** Writes what may be changed. From then on it hears what comes after `fromSequence`, if that is later than before. */
export async function writeEndpoint(
  trx: Trx,
  { id, url, description, types, apiVersion, disabledAt, disabledReason }: WebhookEndpoint,
  { fromSequence, changedAt }: { readonly fromSequence: bigint; readonly changedAt: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.webhook_endpoints
        set url = :url, description = :description, types = cast(:types as text[]),
            api_version = :apiVersion, disabled_at = :disabledAt, disabled_reason = :disabledReason,
            from_sequence = greatest(from_sequence, :fromSequence), changed_at = :changedAt
      where id = :id`,
    {
      id,
      url,
      description,
      types: types === null ? null : [...types],
      apiVersion,
      disabledAt,
      disabledReason,
      fromSequence: fromSequence.toString(),
      changedAt,
    },
  );
}

/** Forgets what went wrong so far. */
export async function clearHealth(trx: Trx, id: Uuid): Promise<void> {
  await trx.raw(
    `update transactions.webhook_endpoints
        set failures_in_row = 0, failing_since = null, warned_at = null, resting_until = null
      where id = :id`,
    { id },
  );
}

/** After a success. A success after a success is written once a minute: it would tell nothing new. */
export async function markWell(trx: Trx, id: Uuid, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.webhook_endpoints
        set last_success_at = :at, failures_in_row = 0, failing_since = null, warned_at = null, resting_until = null
      where id = :id
        and (failures_in_row > 0 or resting_until is not null or last_success_at is null
             or last_success_at < cast(:at as timestamptz) - interval '1 minute')`,
    { id, at },
  );
}

export async function markUnwell(trx: Trx, id: Uuid, health: EndpointHealth): Promise<void> {
  await trx.raw(
    `update transactions.webhook_endpoints
        set failures_in_row = :failuresInRow, failing_since = :failingSince, warned_at = :warnedAt,
            resting_until = :restingUntil
      where id = :id`,
    { id, ...health },
  );
}

export async function markDisabled(
  trx: Trx,
  disabled: { readonly id: Uuid; readonly reason: DisabledReason; readonly at: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.webhook_endpoints set disabled_at = :at, disabled_reason = :reason where id = :id`,
    disabled,
  );
}

/** The row stays for the log; its keys go. */
export async function markDeleted(trx: Trx, id: Uuid, at: Date): Promise<void> {
  await trx.raw('delete from transactions.webhook_keys where endpoint_id = :id', { id });
  await trx.raw('update transactions.webhook_endpoints set deleted_at = :at where id = :id', { id, at });
}
