import type { Uuid } from '@tamsui/ids';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';

export type ExportStatus = 'requested' | 'running' | 'ready' | 'failed' | 'expired';

export interface DataExport {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly status: ExportStatus;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

const COLUMNS = 'id, resident_id, status, requested_at, finished_at, expires_at, bytes, sha256';

/** @returns false when one of this person's is under way */
export async function insertExport(
  database: Database,
  wanted: { readonly id: Uuid; readonly residentId: Uuid; readonly at: Date },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.data_exports (id, resident_id, status, requested_at)
     values (:id, :residentId, 'requested', :at) on conflict do nothing returning id`,
    wanted,
  );
  return rows.length === 1;
}

export async function findExport(database: Database, id: Uuid): Promise<DataExport | undefined> {
  const { rows } = await database.raw<{ rows: ExportRow[] }>(
    `select ${COLUMNS} from transactions.data_exports where id = :id`,
    { id },
  );
  return rows.map(exportOf)[0];
}

export async function findExportUnderWay(
  database: Database,
  residentId: Uuid,
): Promise<DataExport | undefined> {
  const { rows } = await database.raw<{ rows: ExportRow[] }>(
    `select ${COLUMNS} from transactions.data_exports
      where resident_id = :residentId and status in ('requested', 'running')`,
    { residentId },
  );
  return rows.map(exportOf)[0];
}

/** A person's exports, the newest first. */
export async function listExports(
  database: Database,
  residentId: Uuid,
  { limit, before }: { readonly limit: number; readonly before: Uuid | null },
): Promise<DataExport[]> {
  const { rows } = await database.raw<{ rows: ExportRow[] }>(
    `select ${COLUMNS} from transactions.data_exports
      where resident_id = :residentId and (cast(:before as uuid) is null or id < :before)
      order by id desc limit :limit`,
    { residentId, limit, before },
  );
  return rows.map(exportOf);
}

/** An export that somebody makes, until the lease ends. */
export interface Take {
  readonly id: Uuid;
  readonly residentId: Uuid;
  /** Numbers the takes: only the last one may finish it. */
  readonly attempt: number;
}

/** Takes an export that nobody makes, or whose maker has died. */
export async function takeExport(
  database: Database,
  { now, leaseUntil }: { readonly now: Date; readonly leaseUntil: Date },
): Promise<Take | undefined> {
  const { rows } = await database.raw<{ rows: { id: Uuid; resident_id: Uuid; attempts: number }[] }>(
    `update transactions.data_exports
        set status = 'running', attempts = attempts + 1, lease_until = :leaseUntil
      where id = (
        select id from transactions.data_exports
         where status = 'requested' or (status = 'running' and lease_until <= :now)
         order by requested_at
         limit 1
         for update skip locked
      )
      returning id, resident_id, attempts`,
    { now, leaseUntil },
  );
  return rows.map((row) => ({ id: row.id, residentId: row.resident_id, attempt: row.attempts }))[0];
}

/** @returns false when somebody else has taken it meanwhile */
export async function renewLease(database: Database, take: Take, leaseUntil: Date): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.data_exports set lease_until = :leaseUntil
      where id = :id and attempts = :attempt and status = 'running' returning id`,
    { id: take.id, attempt: take.attempt, leaseUntil },
  );
  return rows.length === 1;
}

export interface FinishedExport {
  readonly sealed: Buffer;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** Keeps the archive. @returns false when somebody else has taken the export meanwhile */
export async function finishExport(
  database: Database,
  { id, attempt }: Take,
  { sealed, ...facts }: FinishedExport,
): Promise<boolean> {
  return withTrx(database, async (trx) => {
    const { rows } = await trx.raw<{ rows: unknown[] }>(
      `update transactions.data_exports
          set status = 'ready', lease_until = null, finished_at = :at, expires_at = :expiresAt, bytes = :bytes,
              sha256 = :sha256
        where id = :id and attempts = :attempt and status = 'running' returning id`,
      { id, attempt, ...facts },
    );
    if (rows.length === 0) return false;
    await trx.raw('insert into transactions.data_export_archives (export_id, sealed) values (:id, :sealed)', {
      id,
      sealed,
    });
    return true;
  });
}

export async function failExport(database: Database, { id, attempt }: Take, at: Date): Promise<void> {
  await database.raw(
    `update transactions.data_exports set status = 'failed', lease_until = null, finished_at = :at
      where id = :id and attempts = :attempt and status = 'running'`,
    { id, attempt, at },
  );
}

export async function findArchive(database: Database, id: Uuid): Promise<Buffer | undefined> {
  const { rows } = await database.raw<{ rows: { sealed: Buffer }[] }>(
    'select sealed from transactions.data_export_archives where export_id = :id',
    { id },
  );
  return rows[0]?.sealed;
}

/** Does away with archives whose time is over. @returns how many */
export async function expireExports(database: Database, now: Date, limit: number): Promise<number> {
  return withTrx(database, async (trx: Trx) => {
    const { rows } = await trx.raw<{ rows: { id: Uuid }[] }>(
      `update transactions.data_exports set status = 'expired'
        where id in (select id from transactions.data_exports
                      where status = 'ready' and expires_at <= :now limit :limit for update skip locked)
        returning id`,
      { now, limit },
    );
    const ids = rows.map(({ id }) => id);
    await trx.raw('delete from transactions.data_export_archives where export_id = any (:ids)', { ids });
    return ids.length;
  });
}

interface ExportRow {
  readonly id: Uuid;
  readonly resident_id: Uuid;
  readonly status: ExportStatus;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly expires_at: Date | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

function exportOf(row: ExportRow): DataExport {
  return {
    id: row.id,
    residentId: row.resident_id,
    status: row.status,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
    bytes: row.bytes,
    sha256: row.sha256,
  };
}
