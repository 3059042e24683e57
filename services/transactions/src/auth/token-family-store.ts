import type { Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import type { TokenFamily } from './refresh-token.ts';

/** Why a family came to its end: the device signed in anew, an old token came back, or the device was removed. */
export type FamilyEnd = 'replaced' | 'reused' | 'device_removed';

export async function insertFamily(trx: Trx, family: TokenFamily): Promise<void> {
  const { id, deviceId, keyId, sequence, createdAt, rotatedAt } = family;
  await trx.raw(
    `insert into transactions.token_families
       (id, device_id, token_key_id, sequence, created_at, rotated_at)
     values (:id, :deviceId, :keyId, :sequence, :createdAt, :rotatedAt)`,
    { id, deviceId, keyId, sequence, createdAt, rotatedAt },
  );
}

export async function insertRefreshToken(
  trx: Trx,
  token: { readonly hash: Buffer; readonly familyId: Uuid; readonly sequence: number },
): Promise<void> {
  await trx.raw(
    `insert into transactions.refresh_tokens (token_hash, family_id, sequence)
     values (:hash, :familyId, :sequence)`,
    token,
  );
}

/** The family of a token and the token's number in it, locked until the trx ends: two refreshes come one after the other. */
export async function lockFamilyOfToken(
  trx: Trx,
  tokenHash: Buffer,
): Promise<{ readonly family: TokenFamily; readonly presented: number } | undefined> {
  const { rows } = await trx.raw<{ rows: FamilyRow[] }>(
    `select families.id, families.device_id, families.token_key_id, families.sequence, families.created_at,
            families.rotated_at, families.ended_at, tokens.sequence as presented
       from transactions.refresh_tokens tokens
       join transactions.token_families families on families.id = tokens.family_id
      where tokens.token_hash = :tokenHash
        for update of families`,
    { tokenHash },
  );
  return rows.map((row) => ({ family: familyOf(row), presented: row.presented }))[0];
}

export async function advanceFamily(trx: Trx, id: Uuid, sequence: number, rotatedAt: Date): Promise<void> {
  await trx.raw(
    `update transactions.token_families set sequence = :sequence, rotated_at = :rotatedAt
      where id = :id and ended_at is null`,
    { id, sequence, rotatedAt },
  );
}

/** Ends the device's family that is alive, if there is one. */
export async function endFamilies(trx: Trx, deviceId: Uuid, because: FamilyEnd, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.token_families set ended_at = :at, ended_because = :because
      where device_id = :deviceId and ended_at is null`,
    { deviceId, because, at },
  );
}

interface FamilyRow {
  readonly id: Uuid;
  readonly device_id: Uuid;
  readonly token_key_id: string;
  readonly sequence: number;
  readonly created_at: Date;
  readonly rotated_at: Date;
  readonly ended_at: Date | null;
  readonly presented: number;
}

function familyOf(row: FamilyRow): TokenFamily {
  return {
    id: row.id,
    deviceId: row.device_id,
    keyId: row.token_key_id,
    sequence: row.sequence,
    createdAt: row.created_at,
    rotatedAt: row.rotated_at,
    endedAt: row.ended_at,
  };
}
