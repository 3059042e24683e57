import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Transfer, TransferStatus } from './transfer.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferOf } from './transfer-store.ts';

/** A place in a list by time. */
export interface TimePlace {
  readonly at: Date;
  readonly id: Uuid;
}

interface TransferFilter {
  readonly residentId: Uuid;
  readonly limit: number;
  /** The page of what came before this. */
  readonly before: TimePlace | undefined;
}

/** What a resident sent or is going to send, newest first; of one state, when it is given. */
export async function listSent(
  database: Database,
  filter: TransferFilter & { readonly status: TransferStatus | null },
): Promise<Transfer[]> {
  const { rows } = await database.raw<{ rows: TransferRow[] }>(
    `select ${TRANSFER_COLUMNS}
       from transactions.transfers
      where payer_id = :residentId
        and (cast(:status as text) is null or status = cast(:status as text))
        and (cast(:beforeAt as timestamptz) is null or (created_at, id) < (cast(:beforeAt as timestamptz), cast(:beforeId as uuid)))
      order by created_at desc, id desc
      limit :limit`,
    { ...bindings(filter), status: filter.status },
  );
  return rows.map(transferOf);
}

/** What a resident received, newest first. */
export async function listReceived(database: Database, filter: TransferFilter): Promise<Transfer[]> {
  const { rows } = await database.raw<{ rows: TransferRow[] }>(
    `select ${TRANSFER_COLUMNS}
       from transactions.transfers
      where payee_id = :residentId and status = 'succeeded'
        and (cast(:beforeAt as timestamptz) is null or (sent_at, id) < (cast(:beforeAt as timestamptz), cast(:beforeId as uuid)))
      order by sent_at desc, id desc
      limit :limit`,
    bindings(filter),
  );
  return rows.map(transferOf);
}

function bindings({ residentId, limit, before }: TransferFilter) {
  return { residentId, limit, beforeAt: before?.at ?? null, beforeId: before?.id ?? null };
}
