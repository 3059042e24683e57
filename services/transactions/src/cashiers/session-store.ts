import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { ApiVersion } from '../http/api-version.ts';

/** A cashier's hours at a till. The token itself is not kept. */
export interface CashierSession {
  readonly tokenHash: Buffer;
  readonly cashierId: Uuid;
  readonly terminalId: Uuid;
  /** That its requests are answered in: the one in which it was asked for. */
  readonly apiVersion: ApiVersion;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Writes a session at a till that this trx holds locked and where nobody else is signed in. */
export async function insertSession(trx: Database, session: CashierSession): Promise<void> {
  await trx.raw(
    `insert into transactions.cashier_sessions (token_hash, cashier_id, terminal_id, api_version, created_at, expires_at)
     values (:tokenHash, :cashierId, :terminalId, :apiVersion, :createdAt, :expiresAt)`,
    { ...session },
  );
}

export async function endSessionsAtTerminals(
  trx: Database,
  terminalIds: readonly Uuid[],
  endedAt: Date,
): Promise<void> {
  await trx.raw(
    `update transactions.cashier_sessions set ended_at = :endedAt
      where terminal_id = any(cast(:terminalIds as uuid[])) and ended_at is null`,
    { terminalIds: [...terminalIds], endedAt },
  );
}

export async function endSessionsOfCashier(trx: Database, cashierId: Uuid, endedAt: Date): Promise<void> {
  await trx.raw(
    `update transactions.cashier_sessions set ended_at = :endedAt
      where cashier_id = :cashierId and ended_at is null`,
    { cashierId, endedAt },
  );
}

/** Ends the one session of a cashier at a till. @returns false when it had ended already */
export async function endSession(
  database: Database,
  session: { readonly cashierId: Uuid; readonly terminalId: Uuid; readonly endedAt: Date },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.cashier_sessions set ended_at = :endedAt
      where cashier_id = :cashierId and terminal_id = :terminalId and ended_at is null
      returning cashier_id`,
    session,
  );
  return rows.length === 1;
}
