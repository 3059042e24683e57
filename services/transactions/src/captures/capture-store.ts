import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import { type CaptureRequest, MAX_CAPTURES } from './capture.ts';

const COLUMNS = 'id, payment_id, fingerprint, amount_minor, final, actor, created_at';

/**
 * Writes a capture before the ledger is asked for it, unless it is there.
 * @returns what was asked first under this id
 */
export function stageCapture(
  database: Database,
  asked: CaptureRequest,
): Promise<Result<CaptureRequest, { readonly code: 'too_many_captures' }>> {
  return withTrx(database, async (trx) => {
    await lockPayment(trx, asked.paymentId);
    const known = await findCaptureRequest(trx, asked.id);
    if (known !== undefined) return accept(known);
    if ((await countCaptures(trx, asked.paymentId)) >= MAX_CAPTURES) return refuse('too_many_captures');
    if (await insertCapture(trx, asked)) return accept(asked);
    // The same key came at this very moment for another payment, which has a lock of its own.
    const first = await findCaptureRequest(trx, asked.id);
    invariant(first !== undefined, 'a capture keeps its row');
    return accept(first);
  });
}

/** Lets one request at a time decide what depends on all captures of a payment. */
export async function lockPayment(trx: Trx, paymentId: Uuid): Promise<void> {
  await trx.raw('select id from transactions.staged_payments where id = :paymentId for update', {
    paymentId,
  });
}

async function countCaptures(trx: Trx, paymentId: Uuid): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from transactions.capture_requests
      where payment_id = :paymentId and outcome is distinct from 'refused'`,
    { paymentId },
  );
  return Number(rows[0]?.count);
}

async function insertCapture(trx: Trx, asked: CaptureRequest): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.capture_requests (${COLUMNS})
     values (:id, :paymentId, :fingerprint, :amountMinor, :final, :actor, :createdAt)
     on conflict do nothing
     returning id`,
    { ...asked, amountMinor: asked.amountMinor.toString() },
  );
  return rows.length === 1;
}

async function findCaptureRequest(database: Database | Trx, id: Uuid): Promise<CaptureRequest | undefined> {
  const { rows } = await database.raw<{ rows: CaptureRow[] }>(
    `select ${COLUMNS} from transactions.capture_requests where id = :id`,
    { id },
  );
  return rows.map(captureOf)[0];
}

/** All captures of a payment that may have happened, oldest first. At most `MAX_CAPTURES`. */
export async function listCaptureRequests(database: Database, paymentId: Uuid): Promise<CaptureRequest[]> {
  const { rows } = await database.raw<{ rows: CaptureRow[] }>(
    `select ${COLUMNS} from transactions.capture_requests
      where payment_id = :paymentId and outcome is distinct from 'refused'
      order by created_at, id`,
    { paymentId },
  );
  return rows.map(captureOf);
}

/** Remembers what the ledger said of it. */
export async function settleCapture(
  database: Database,
  id: Uuid,
  outcome: 'posted' | 'refused',
): Promise<void> {
  await database.raw(
    'update transactions.capture_requests set outcome = :outcome where id = :id and outcome is null',
    { id, outcome },
  );
}

interface CaptureRow {
  readonly id: Uuid;
  readonly payment_id: Uuid;
  readonly fingerprint: string;
  readonly amount_minor: bigint;
  readonly final: boolean;
  readonly actor: string;
  readonly created_at: Date;
}

function captureOf(row: CaptureRow): CaptureRequest {
  return {
    id: row.id,
    paymentId: row.payment_id,
    fingerprint: row.fingerprint,
    amountMinor: row.amount_minor,
    final: row.final,
    actor: row.actor,
    createdAt: row.created_at,
  };
}
