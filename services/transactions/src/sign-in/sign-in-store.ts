import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Assurance, SignInPrincipal } from '../auth/principal.ts';
import type { ProvenSignIn, StartedSignIn } from './sign-in.ts';

export async function insertSignIn(database: Database, started: StartedSignIn): Promise<void> {
  const { id, stateHash, codeVerifier, nonce, createdAt, expiresAt } = started;
  await database.raw(
    `insert into transactions.sign_ins (id, state_hash, code_verifier, nonce, created_at, expires_at)
     values (:id, :stateHash, :codeVerifier, :nonce, :createdAt, :expiresAt)`,
    { id, stateHash, codeVerifier, nonce, createdAt, expiresAt },
  );
}

/** Forgets the oldest sign-ins of before an instant, a few at a time. */
export async function deleteSignInsBefore(database: Database, before: Date, limit: number): Promise<void> {
  await database.raw(
    `delete from transactions.sign_ins where id in (
       select id from transactions.sign_ins where created_at < :before
        order by created_at limit :limit for update skip locked)`,
    { before, limit },
  );
}

/** What the exchange of a code needs. */
export interface ClaimedSignIn {
  readonly id: Uuid;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/** Uses up a state: of two callers, one gets it. @returns undefined when it is unknown, used or over */
export async function claimState(
  database: Database,
  stateHash: Buffer,
  now: Date,
): Promise<ClaimedSignIn | undefined> {
  const { rows } = await database.raw<{ rows: { id: Uuid; code_verifier: string; nonce: string }[] }>(
    `update transactions.sign_ins set exchanged_at = :now
      where state_hash = :stateHash and exchanged_at is null and expires_at > :now
      returning id, code_verifier, nonce`,
    { stateHash, now },
  );
  return rows.map((row) => ({ id: row.id, codeVerifier: row.code_verifier, nonce: row.nonce }))[0];
}

/** Gives a state back, after an exchange that may not have happened. */
export async function releaseState(database: Database, id: Uuid): Promise<void> {
  await database.raw(
    'update transactions.sign_ins set exchanged_at = null where id = :id and token_hash is null',
    { id },
  );
}

/** Takes back the token of a sign-in whose state came twice. @returns whether there is such a sign-in, and how it is */
export async function revokeByState(
  database: Database,
  stateHash: Buffer,
  now: Date,
): Promise<'used' | 'expired' | undefined> {
  const { rows } = await database.raw<{ rows: { exchanged_at: Date | null }[] }>(
    `update transactions.sign_ins
        set revoked_at = case when exchanged_at is null then revoked_at else coalesce(revoked_at, :now) end
      where state_hash = :stateHash
      returning exchanged_at`,
    { stateHash, now },
  );
  return rows.map((row) => (row.exchanged_at === null ? ('expired' as const) : ('used' as const)))[0];
}

/** Writes down who it was. What the exchange needed goes. */
export async function writeProven(database: Database, proven: ProvenSignIn): Promise<void> {
  const { id, residentId, assurance, challenge, tokenHash, tokenExpiresAt } = proven;
  await database.raw(
    `update transactions.sign_ins
        set resident_id = :residentId, assurance = :assurance, challenge = :challenge, token_hash = :tokenHash,
            token_expires_at = :tokenExpiresAt, code_verifier = null, nonce = null
      where id = :id`,
    { id, residentId, assurance, challenge, tokenHash, tokenExpiresAt },
  );
}

/** Who signed in with this token, as long as it works. */
export async function findSignInByToken(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<SignInPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: { id: Uuid; resident_id: Uuid; assurance: Assurance }[] }>(
    `select id, resident_id, assurance from transactions.sign_ins
      where token_hash = :tokenHash and token_expires_at > :now and revoked_at is null`,
    { tokenHash, now },
  );
  return rows.map(
    (row): SignInPrincipal => ({
      kind: 'sign_in',
      signInId: row.id,
      residentId: row.resident_id,
      assurance: row.assurance,
    }),
  )[0];
}

/** The challenge of a sign-in and the device that it enrolled, locked until the trx ends. */
export async function lockSignIn(
  trx: Trx,
  id: Uuid,
): Promise<{ readonly challenge: string; readonly deviceId: Uuid | null }> {
  const { rows } = await trx.raw<{ rows: { challenge: string | null; device_id: Uuid | null }[] }>(
    'select challenge, device_id from transactions.sign_ins where id = :id for update',
    { id },
  );
  const challenge = rows[0]?.challenge;
  invariant(typeof challenge === 'string', 'a sign-in with a token has a challenge');
  return { challenge, deviceId: rows[0]?.device_id ?? null };
}

export async function markUsed(trx: Trx, id: Uuid, deviceId: Uuid): Promise<void> {
  await trx.raw('update transactions.sign_ins set device_id = :deviceId where id = :id', { id, deviceId });
}
