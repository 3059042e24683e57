import { createHmac } from 'node:crypto';
import { newUuid, type Uuid } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import type { Assurance } from '../auth/principal.ts';
import { type CreateResidentDeps, createResident } from '../residents/create-resident.ts';
import type { Identity } from './identity-provider.ts';
import { findIdentity, insertIdentity } from './identity-store.ts';

export interface ResidentOfIdentityDeps extends CreateResidentDeps {
  /** For finding a resident by a subject that is kept nowhere. */
  readonly personalIndexKey: Buffer;
  /**
   * Told of the assurance of each sign-in: raises the resident's, and the class of the wallet with it, when it is more
   * than before. @throws Fault, and then the sign-in does not happen
   */
  readonly onAssured: (residentId: Uuid, assurance: Assurance) => Promise<void>;
}

const MAX_NAME_LENGTH = 100;
const nameClaim = printableText(MAX_NAME_LENGTH);

/**
 * The resident behind an identity, who joins with the first sign-in. A sign-in with more assurance than before raises the
 * resident's; one with less leaves it.
 */
export async function residentOfIdentity(deps: ResidentOfIdentityDeps, identity: Identity): Promise<Uuid> {
  const { database, clock, personalIndexKey, onAssured } = deps;
  const { issuer, subject, assurance } = identity;
  const subjectDigest = digestOf(personalIndexKey, issuer, subject);
  await insertIdentity(database, { subjectDigest, residentId: newUuid(), issuer, at: clock.now() });
  const { residentId, hasJoined } = await findIdentity(database, subjectDigest);
  if (!hasJoined) {
    // Somebody who signs in twice at once may have joined meanwhile, and then this is refused: all the same to us.
    await createResident(deps, { id: residentId, assurance, personal: namesOf(identity) });
  }
  await onAssured(residentId, assurance);
  return residentId;
}

/** A national id has too few values for a plain hash: whoever has the table would try all of them. */
function digestOf(key: Buffer, issuer: string, subject: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['identity', issuer, subject]))
    .digest();
}

/** A name that we could not print is none. */
function namesOf({ name }: Identity): { readonly name?: string } {
  const read = nameClaim.safeParse(name);
  return read.success ? { name: read.data } : {};
}
