import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { RefundPart, RefundPlan } from './refund-plan.ts';

const PLAN = `id, payment_id as "paymentId", fingerprint, amount_minor as "amountMinor", reason, actor,
  left_minor as "leftMinor", created_at as "createdAt"`;

export async function findPlan(database: Database | Trx, id: Uuid): Promise<RefundPlan | undefined> {
  const { rows } = await database.raw<{ rows: RefundPlan[] }>(
    `select ${PLAN} from transactions.refund_plans where id = :id`,
    { id },
  );
  return rows[0];
}

/** Plans that something has cut short, oldest first. */
export async function findUnfinishedPlans(
  database: Database,
  before: Date,
  limit: number,
): Promise<RefundPlan[]> {
  const { rows } = await database.raw<{ rows: RefundPlan[] }>(
    `select ${PLAN} from transactions.refund_plans
      where finished_at is null and created_at < :before order by created_at limit :limit`,
    { before, limit },
  );
  return rows;
}

/** @returns false when there is a plan with this id, of another payment perhaps */
export async function insertPlan(trx: Trx, plan: RefundPlan): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.refund_plans
            (id, payment_id, fingerprint, amount_minor, reason, actor, left_minor, created_at)
     values (:id, :paymentId, :fingerprint, :amountMinor, :reason, :actor, :leftMinor, :createdAt)
     on conflict do nothing
     returning id`,
    {
      ...plan,
      amountMinor: plan.amountMinor.toString(),
      leftMinor: plan.leftMinor === null ? null : plan.leftMinor.toString(),
    },
  );
  return rows.length === 1;
}

export async function insertParts(trx: Trx, refundId: Uuid, parts: readonly RefundPart[]): Promise<void> {
  await trx.raw(
    `insert into transactions.refund_parts (refund_id, part, entry_id, capture_id, amount_minor)
     select :refundId, part, entry_id, capture_id, amount_minor
       from jsonb_to_recordset(cast(:rows as jsonb))
         as row (part integer, entry_id uuid, capture_id uuid, amount_minor bigint)`,
    {
      refundId,
      rows: JSON.stringify(
        parts.map(({ part, entryId, captureId, amountMinor }) => ({
          part,
          entry_id: entryId,
          capture_id: captureId,
          amount_minor: amountMinor.toString(),
        })),
      ),
    },
  );
}

/** What of each capture is given back or about to be. */
export async function sumReserved(trx: Trx, captureIds: readonly Uuid[]): Promise<Map<Uuid, bigint>> {
  const { rows } = await trx.raw<{ rows: { capture_id: Uuid; reserved: bigint }[] }>(
    `select capture_id, sum(amount_minor)::bigint as reserved from transactions.refund_parts
      where capture_id = any(cast(:captureIds as uuid[])) and outcome is distinct from 'refused'
      group by capture_id`,
    { captureIds },
  );
  return new Map(rows.map(({ capture_id: captureId, reserved }) => [captureId, reserved]));
}

export async function listParts(database: Database, refundId: Uuid): Promise<RefundPart[]> {
  const { rows } = await database.raw<{ rows: RefundPart[] }>(
    `select part, entry_id as "entryId", capture_id as "captureId", amount_minor as "amountMinor"
       from transactions.refund_parts where refund_id = :refundId order by part`,
    { refundId },
  );
  return rows;
}

export async function settlePart(
  database: Database,
  entryId: Uuid,
  outcome: 'posted' | 'refused',
): Promise<void> {
  await database.raw(
    'update transactions.refund_parts set outcome = :outcome where entry_id = :entryId and outcome is null',
    { entryId, outcome },
  );
}

/** Gives up the parts behind a refused one, and is done with the plan. */
export async function finishPlan(database: Database, id: Uuid, now: Date): Promise<void> {
  await database.raw(
    `with given_up as (
       update transactions.refund_parts set outcome = 'refused' where refund_id = :id and outcome is null
     )
     update transactions.refund_plans set finished_at = :now where id = :id and finished_at is null`,
    { id, now },
  );
}
