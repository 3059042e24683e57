import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { TimePlace } from '../transfers/transfer-list-store.ts';
import type { MoneyRequest, Share, ShareDecision } from './money-request.ts';

const SHARE_COLUMNS = `shares.id, shares.request_id, shares.position, shares.payer_id, shares.amount_minor, shares.status,
  shares.created_at, shares.decided_at`;
const REQUEST_COLUMNS = `requests.asker_id, requests.asker_account, requests.currency, requests.details,
  requests.created_at as request_created_at, requests.expires_at, wallets.id as asker_wallet`;
const SHARES_OF_REQUESTS = `transactions.request_shares shares
       join transactions.money_requests requests on requests.id = shares.request_id
       join transactions.wallets wallets on wallets.account = requests.asker_account`;

/** A share with the request that it is of. */
export interface AskedShare {
  readonly share: Share;
  readonly request: MoneyRequest;
  /** The wallet that the money goes to. */
  readonly askerWallet: Uuid;
}

export async function insertShares(trx: Trx, shares: readonly Share[]): Promise<void> {
  await trx.raw(
    `insert into transactions.request_shares (id, request_id, position, payer_id, amount_minor, status, created_at)
     select id, request_id, position, payer_id, amount_minor, 'pending', created_at
       from jsonb_to_recordset(cast(:rows as jsonb))
         as row (id uuid, request_id uuid, position integer, payer_id uuid, amount_minor bigint, created_at timestamptz)`,
    {
      rows: JSON.stringify(
        shares.map((share) => ({
          id: share.id,
          request_id: share.requestId,
          position: share.position,
          payer_id: share.payerId,
          amount_minor: share.amountMinor.toString(),
          created_at: share.createdAt,
        })),
      ),
    },
  );
}

export async function findShare(database: Database, id: Uuid): Promise<AskedShare | undefined> {
  const { rows } = await database.raw<{ rows: AskedRow[] }>(
    `select ${SHARE_COLUMNS}, ${REQUEST_COLUMNS}
       from ${SHARES_OF_REQUESTS}
      where shares.id = :id`,
    { id },
  );
  return rows.map(askedShareOf)[0];
}

/** The same, and nobody else decides about it, or begins to pay it, before the end of the trx. */
export async function lockShare(trx: Trx, id: Uuid): Promise<AskedShare | undefined> {
  const { rows } = await trx.raw<{ rows: AskedRow[] }>(
    `select ${SHARE_COLUMNS}, ${REQUEST_COLUMNS}
       from ${SHARES_OF_REQUESTS}
      where shares.id = :id
        for update of shares`,
    { id },
  );
  return rows.map(askedShareOf)[0];
}

/** True while the ledger is asked to pay it. */
export async function isBeingPaid(trx: Trx, id: Uuid): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select 1 from transactions.transfers where share_id = :id and status = 'sending' limit 1`,
    { id },
  );
  return rows.length > 0;
}

export async function decideShare(
  trx: Trx,
  decided: { readonly id: Uuid; readonly decision: 'declined' | 'cancelled'; readonly at: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.request_shares
        set status = :decision, decided_at = :at
      where id = :id and status = 'pending'`,
    decided,
  );
}

/** Nobody else decides about these shares, or begins to pay one, before the end of the trx. */
export async function lockShares(trx: Trx, requestId: Uuid): Promise<void> {
  await trx.raw(
    'select id from transactions.request_shares where request_id = :requestId order by position for update',
    { requestId },
  );
}

/** Cancels the shares of a request that are pending and that the ledger is not asked to pay. */
export async function cancelOpenShares(trx: Trx, requestId: Uuid, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.request_shares shares
        set status = 'cancelled', decided_at = :at
      where request_id = :requestId and status = 'pending'
        and not exists (select from transactions.transfers
                         where share_id = shares.id and transfers.status = 'sending')`,
    { requestId, at },
  );
}

/** The ledger has posted the transfer that pays it. */
export async function markSharePaid(
  trx: Trx,
  { id, paidAt }: { readonly id: Uuid; readonly paidAt: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.request_shares set status = 'paid', decided_at = :paidAt where id = :id and status = 'pending'`,
    { id, paidAt },
  );
}

/** How many shares of this asker wait for an answer. */
export async function countOpenShares(trx: Trx, askerId: Uuid, now: Date): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count
       from transactions.request_shares shares
       join transactions.money_requests requests on requests.id = shares.request_id
      where requests.asker_id = :askerId and requests.expires_at > :now and shares.status = 'pending'`,
    { askerId, now },
  );
  return Number(rows[0]?.count ?? 0n);
}

/** The shares of some requests, in their order. */
export async function sharesOf(database: Database, requestIds: readonly Uuid[]): Promise<Share[]> {
  const { rows } = await database.raw<{ rows: ShareRow[] }>(
    `select ${SHARE_COLUMNS}
       from transactions.request_shares shares
      where shares.request_id = any(cast(:requestIds as uuid[]))
      order by shares.request_id, shares.position`,
    { requestIds: [...requestIds] },
  );
  return rows.map(shareOf);
}

/** What a resident was asked to pay, newest first. */
export async function listSharesOfPayer(
  database: Database,
  filter: { readonly payerId: Uuid; readonly limit: number; readonly before: TimePlace | undefined },
): Promise<AskedShare[]> {
  const { rows } = await database.raw<{ rows: AskedRow[] }>(
    `select ${SHARE_COLUMNS}, ${REQUEST_COLUMNS}
       from ${SHARES_OF_REQUESTS}
      where shares.payer_id = :payerId
        and (cast(:beforeAt as timestamptz) is null
             or (shares.created_at, shares.id) < (cast(:beforeAt as timestamptz), cast(:beforeId as uuid)))
      order by shares.created_at desc, shares.id desc
      limit :limit`,
    {
      payerId: filter.payerId,
      limit: filter.limit,
      beforeAt: filter.before?.at ?? null,
      beforeId: filter.before?.id ?? null,
    },
  );
  return rows.map(askedShareOf);
}

interface ShareRow {
  readonly id: string;
  readonly request_id: string;
  readonly position: number;
  readonly payer_id: string | null;
  readonly amount_minor: bigint;
  readonly status: ShareDecision;
  readonly created_at: Date;
  readonly decided_at: Date | null;
}

interface AskedRow extends ShareRow {
  readonly asker_id: string;
  readonly asker_account: string;
  readonly asker_wallet: string;
  readonly currency: CurrencyCode;
  readonly details: Buffer;
  readonly request_created_at: Date;
  readonly expires_at: Date;
}

function shareOf(row: ShareRow): Share {
  return {
    id: row.id,
    requestId: row.request_id,
    position: row.position,
    payerId: row.payer_id,
    amountMinor: row.amount_minor,
    decision: row.status,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
  };
}

function askedShareOf(row: AskedRow): AskedShare {
  const request = {
    id: row.request_id,
    askerId: row.asker_id,
    askerAccount: row.asker_account,
    currency: row.currency,
    details: row.details,
    createdAt: row.request_created_at,
    expiresAt: row.expires_at,
  };
  return { share: shareOf(row), request, askerWallet: row.asker_wallet };
}
