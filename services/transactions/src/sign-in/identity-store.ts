import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';

/** Gives an identity a resident's id, unless it has one. */
export async function insertIdentity(
  database: Database,
  identity: {
    readonly subjectDigest: Buffer;
    readonly residentId: Uuid;
    readonly issuer: string;
    readonly at: Date;
  },
): Promise<void> {
  await database.raw(
    `insert into transactions.resident_identities (subject_digest, resident_id, issuer, created_at)
     values (:subjectDigest, :residentId, :issuer, :at)
     on conflict (subject_digest) do nothing`,
    identity,
  );
}

/** The resident's id of an identity that has one, and whether there is such a resident yet. */
export async function findIdentity(
  database: Database,
  subjectDigest: Buffer,
): Promise<{ readonly residentId: Uuid; readonly hasJoined: boolean }> {
  const { rows } = await database.raw<{ rows: { resident_id: Uuid; has_joined: boolean }[] }>(
    `select identities.resident_id, residents.id is not null as has_joined
       from transactions.resident_identities identities
       left join transactions.residents residents on residents.id = identities.resident_id
      where identities.subject_digest = :subjectDigest`,
    { subjectDigest },
  );
  const [row] = rows;
  invariant(row !== undefined, 'an identity is there after it was written');
  return { residentId: row.resident_id, hasJoined: row.has_joined };
}
