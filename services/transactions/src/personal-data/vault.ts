import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { Keyring } from './keyring.ts';
import { newPersonKey, unwrapKey, wrapKey } from './person-key.ts';
import {
  blindIndex,
  FINDABLE_FIELDS,
  type FindableField,
  type PersonalField,
  type PersonalValues,
} from './personal-field.ts';
import { seal, unseal } from './sealed-value.ts';
import {
  claimLookup,
  deleteLookups,
  deleteOtherLookups,
  deleteValues,
  destroyKey,
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
  /** Undefined when it was never told, or the person was erased. */
  read(residentId: Uuid, field: PersonalField): Promise<string | undefined>;
  /** Whose value this is. */
  find(field: FindableField, value: string): Promise<Uuid | undefined>;
  /**
   * Closes a text about a resident for another table; undefined when the person was erased.
   * @param place what it belongs to there, for example `top-up` and its id: it opens nowhere else
   */
  seal(residentId: Uuid, place: readonly string[], text: string): Promise<Buffer | undefined>;
  /** Opens what `seal` closed; undefined when the person was erased. */
  unseal(residentId: Uuid, place: readonly string[], sealed: Buffer): Promise<string | undefined>;
  /** Destroys the person's key, and with it every value. There is no way back. @returns false when it was gone */
  erase(residentId: Uuid): Promise<boolean>;
}

export interface VaultDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Keys of the house for keys of people. */
  readonly personalDataKeys: Keyring;
  /** For finding people by a value without keeping it. */
  readonly personalIndexKey: Buffer;
}

export function createVault(deps: VaultDeps): Vault {
  const { database, clock, personalDataKeys, personalIndexKey } = deps;

  const openKey = (residentId: Uuid, found: WrappedKey | undefined): Buffer | undefined => {
    if (found === undefined || found.wrapped === null) return undefined;
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

    read: async (residentId, field) => {
      const found = await findValue(database, residentId, field);
      const key = openKey(residentId, found);
      if (found === undefined || key === undefined) return undefined;
      return unseal(key, valueContext(residentId, field), found.sealed).toString('utf8');
    },

    find: (field, value) => findByDigest(database, field, blindIndex(personalIndexKey, field, value)),

    seal: async (residentId, place, text) => {
      const key = openKey(residentId, await findKey(database, residentId));
      return key && seal(key, placeContext(residentId, place), Buffer.from(text, 'utf8'));
    },

    unseal: async (residentId, place, sealed) => {
      const key = openKey(residentId, await findKey(database, residentId));
      return key && unseal(key, placeContext(residentId, place), sealed).toString('utf8');
    },

    erase: (residentId) =>
      withTrx(database, async (trx) => {
        const destroyed = await destroyKey(trx, residentId, clock.now());
        await deleteValues(trx, residentId);
        await deleteLookups(trx, residentId);
        return destroyed;
      }),
  };
}

const valueContext = (residentId: Uuid, field: PersonalField) => ['personal-value', residentId, field];

function placeContext(residentId: Uuid, place: readonly string[]): readonly string[] {
  invariant(place.length > 0, 'what is sealed for another table names its place there');
  return ['personal-elsewhere', residentId, ...place];
}
