import { randomInt } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { ALIAS_DIGITS } from './offline-code.ts';
import { findAlias, insertAlias } from './offline-code-store.ts';

/** With a million devices one draw in a hundred is taken; ten in a row never are. */
const MAX_DRAWS = 10;

/** The alias under which a device shows offline codes: the same one each time it is asked for. */
export async function enableOfflineCodes(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  deviceId: Uuid,
): Promise<string> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const alias = await findAlias(database, deviceId);
    if (alias !== undefined) return alias;
    await insertAlias(database, { deviceId, alias: drawAlias(), createdAt: clock.now() });
  }
  throw new Fault('no_alias_left', 'No alias was found for this device: ask again.', { retryable: true });
}

function drawAlias(): string {
  return String(randomInt(10 ** ALIAS_DIGITS)).padStart(ALIAS_DIGITS, '0');
}
