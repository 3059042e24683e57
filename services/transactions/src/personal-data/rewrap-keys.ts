import type { Uuid } from '@tamsui/ids';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import type { Keyring } from './keyring.ts';
import { type ClosedKey, unwrapKey, wrapKey } from './person-key.ts';
import { replaceKey, takeKeysOfOtherKek } from './vault-store.ts';

/** Keys closed anew in one trx. */
const MAX_TAKEN = 100;

export interface RewrapKeysDeps {
  readonly database: Database;
  readonly personalDataKeys: Keyring;
  readonly logger: Logger;
}

/**
 * One round of a change of the house's key: people's keys that an older one has closed are closed with the current one.
 * The values under them stay as they are. When nothing is left to do, the older key can leave the configuration. A key
 * that does not open stays as it is, for a person to look at, and keeps nobody else's from going on.
 */
export async function rewrapKeys(deps: RewrapKeysDeps): Promise<StepResult> {
  const { database, personalDataKeys } = deps;
  return withTrx(database, async (trx) => {
    const taken = await takeKeysOfOtherKek(trx, personalDataKeys.current.id, MAX_TAKEN);
    let replaced = 0;
    for (const { residentId, ...closed } of taken) {
      const key = open(deps, residentId, closed);
      if (key === undefined) continue;
      await replaceKey(trx, { residentId, ...wrapKey(personalDataKeys, residentId, key) });
      replaced += 1;
    }
    return taken.length === MAX_TAKEN && replaced > 0 ? 'more' : 'idle';
  });
}

function open(
  { personalDataKeys, logger }: RewrapKeysDeps,
  residentId: Uuid,
  closed: ClosedKey,
): Buffer | undefined {
  try {
    return unwrapKey(personalDataKeys, residentId, closed);
  } catch (error) {
    logger.error({ err: error, residentId, kekId: closed.kekId }, "a person's key cannot be opened");
    return undefined;
  }
}
