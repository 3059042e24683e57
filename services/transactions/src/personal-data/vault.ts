import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Erasures } from './erasures.ts';
import type { Keyring } from './keyring.ts';
import { newPersonKey, unwrapKey, wrapKey } from './person-key.ts';
import {
  blindIndex,
  FINDABLE_FIELDS,
  type FindableField,
  type PersonalField,
  type PersonalValues,
} from './personal-field.ts';
import type { ReadField, Reading } from './record-access.ts';
import { insertRecordAccess } from './record-access-store.ts';
import { seal, unseal } from './sealed-value.ts';
import {
  claimLookup,
  deleteOtherLookups,
  findByDigest,
  findKey,
  findValue,
  holdKey,
  insertKey,
  type WrappedKey,
  writeValue,
} from './vault-store.ts';

/** `value_taken`: somebody else is found by it. `erased`: this person's key was destroyed. */
export type VaultRefusal = { readonly code: 'value_taken' | 'erased' };

/**
 * The only way to what is known of a person. Values are closed with a key of the person's own, and that key with a key
 * of the house: whoever has the database alone reads nothing, and destroying the one key erases the person, in every
 * table and in every backup that has no keys.
 */
export interface Vault {
  /** Keeps values of a resident, in the trx of its row. After a refusal the trx must be rolled back. */
  keep(trx: Trx, residentId: Uuid, values: PersonalValues): Promise<Result<undefined, VaultRefusal>>;
  /**
   * Undefined when it was never told, or the person was erased.
   * @param reading who reads it and why: written down first, unless it is the person's own business
   */
  read(residentId: Uuid, field: PersonalField, reading: Reading): Promise<string | undefined>;
  /** Whose value this is. */
  find(field: FindableField, value: string): Promise<Uuid | undefined>;
  /**
   * Closes a text about a resident for another table; undefined when the person was erased.
   * @param place what it belongs to there, for example `top-up` and its id: it opens nowhere else
   */
  seal(residentId: Uuid, place: readonly string[], text: string): Promise<Buffer | undefined>;
  /** Opens what `seal` closed; undefined when the person was erased. */
  unseal(residentId: Uuid, place: readonly string[], sealed: Buffer): Promise<string | undefined>;
  /** The same for bytes. */
  sealBytes(residentId: Uuid, place: readonly string[], bytes: Buffer): Promise<Buffer | undefined>;
  unsealBytes(residentId: Uuid, place: readonly string[], sealed: Buffer): Promise<Buffer | undefined>;
  /** Writes down that somebody reads these fields now; for what is read in another way than by `read`. */
  note(residentId: Uuid, fields: readonly ReadField[], reading: Reading): Promise<void>;
  /** Erases the person for ever, here and in every database that is restored. @returns false when that was done before */
  erase(residentId: Uuid): Promise<boolean>;
}

export interface VaultDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Who was erased, whatever this database says. */
  readonly erasures: Pick<Erasures, 'isErased' | 'erase'>;
  /** Keys of the house for keys of people. */
  readonly personalDataKeys: Keyring;
  /** For finding people by a value without keeping it. */
  readonly personalIndexKey: Buffer;
}

export function createVault(deps: VaultDeps): Vault {
  const { database, clock, erasures, personalDataKeys, personalIndexKey } = deps;

  const openKey = (residentId: Uuid, found: WrappedKey | undefined): Buffer | undefined => {
    if (found === undefined || found.wrapped === null || erasures.isErased(residentId)) return undefined;
    return unwrapKey(personalDataKeys, residentId, { kekId: found.kekId, wrapped: found.wrapped });
  };

  /** Reads after writing: of two that begin at once, both go on with the key that was first. */
  async function keyFor(trx: Trx, residentId: Uuid, at: Date): Promise<Buffer | undefined> {
    const fresh = newPersonKey();
    const isNew = await insertKey(trx, { residentId, at, ...wrapKey(personalDataKeys, residentId, fresh) });
    return isNew ? fresh : openKey(residentId, await holdKey(trx, residentId));
  }

  async function claim(trx: Trx, residentId: Uuid, field: FindableField, value: string): Promise<boolean> {
    const lookup = { residentId, field, digest: blindIndex(personalIndexKey, field, value) };
    if ((await claimLookup(trx, lookup)) !== residentId) return false;
    await deleteOtherLookups(trx, lookup);
    return true;
  }

  async function sealBytes(residentId: Uuid, place: readonly string[], bytes: Buffer) {
    const key = openKey(residentId, await findKey(database, residentId));
    return key && seal(key, placeContext(residentId, place), bytes);
  }

  async function unsealBytes(residentId: Uuid, place: readonly string[], sealed: Buffer) {
    const key = openKey(residentId, await findKey(database, residentId));
    return key && unseal(key, placeContext(residentId, place), sealed);
  }

  async function note(residentId: Uuid, fields: readonly ReadField[], reading: Reading): Promise<void> {
    if (typeof reading === 'string') return;
    await insertRecordAccess(database, residentId, reading, { fields, at: clock.now() });
  }

  return {
    keep: async (trx, residentId, values) => {
      const at = clock.now();
      const key = await keyFor(trx, residentId, at);
      if (key === undefined) return refuse('erased');
      for (const field of FINDABLE_FIELDS) {
        const value = values[field];
        if (value !== undefined && !(await claim(trx, residentId, field, value)))
          return refuse('value_taken');
      }
      for (const [field, value] of Object.entries(values) as [PersonalField, string][]) {
        const sealed = seal(key, valueContext(residentId, field), Buffer.from(value, 'utf8'));
        await writeValue(trx, { residentId, field, sealed, at });
      }
      return accept(undefined);
    },

    read: async (residentId, field, reading) => {
      await note(residentId, [field], reading);
      const found = await findValue(database, residentId, field);
      const key = openKey(residentId, found);
      if (found === undefined || key === undefined) return undefined;
      return unseal(key, valueContext(residentId, field), found.sealed).toString('utf8');
    },

    find: (field, value) => findByDigest(database, field, blindIndex(personalIndexKey, field, value)),

    seal: (residentId, place, text) => sealBytes(residentId, place, Buffer.from(text, 'utf8')),

    unseal: async (residentId, place, sealed) =>
      (await unsealBytes(residentId, place, sealed))?.toString('utf8'),

    sealBytes,
    unsealBytes,
    note,
    erase: erasures.erase,
  };
}

const valueContext = (residentId: Uuid, field: PersonalField) => ['personal-value', residentId, field];

function placeContext(residentId: Uuid, place: readonly string[]): readonly string[] {
  invariant(place.length > 0, 'what is sealed for another table names its place there');
  return ['personal-elsewhere', residentId, ...place];
}
