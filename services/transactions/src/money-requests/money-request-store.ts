import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { TimePlace } from '../transfers/transfer-list-store.ts';
import type { MoneyRequest } from './money-request.ts';

const COLUMNS = 'id, asker_id, asker_account, currency, details, created_at, expires_at';

/** @returns false when the id is taken */
export async function insertMoneyRequest(trx: Trx, request: MoneyRequest): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.money_requests (${COLUMNS})
     values (:id, :askerId, :askerAccount, :currency, :details, :createdAt, :expiresAt)
     on conflict (id) do nothing
     returning id`,
    { ...request },
  );
  return rows.length === 1;
}

export async function findMoneyRequest(database: Database, id: Uuid): Promise<MoneyRequest | undefined> {
  const { rows } = await database.raw<{ rows: RequestRow[] }>(
    `select ${COLUMNS} from transactions.money_requests where id = :id`,
    { id },
  );
  return rows.map(requestOf)[0];
}

/** What a resident asked others for, newest first. */
export async function listMoneyRequests(
  database: Database,
  filter: { readonly askerId: Uuid; readonly limit: number; readonly before: TimePlace | undefined },
): Promise<MoneyRequest[]> {
  const { rows } = await database.raw<{ rows: RequestRow[] }>(
    `select ${COLUMNS}
       from transactions.money_requests
      where asker_id = :askerId
        and (cast(:beforeAt as timestamptz) is null
             or (created_at, id) < (cast(:beforeAt as timestamptz), cast(:beforeId as uuid)))
      order by created_at desc, id desc
      limit :limit`,
    {
      askerId: filter.askerId,
      limit: filter.limit,
      beforeAt: filter.before?.at ?? null,
      beforeId: filter.before?.id ?? null,
    },
  );
  return rows.map(requestOf);
}

interface RequestRow {
  readonly id: string;
  readonly asker_id: string;
  readonly asker_account: string;
  readonly currency: CurrencyCode;
  readonly details: Buffer;
  readonly created_at: Date;
  readonly expires_at: Date;
}

function requestOf(row: RequestRow): MoneyRequest {
  return {
    id: row.id,
    askerId: row.asker_id,
    askerAccount: row.asker_account,
    currency: row.currency,
    details: row.details,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
