import type { Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import { EVENT_TYPES } from '../events/event.ts';
import { listEvents } from '../events/event-store.ts';
import type { CsvRow } from './csv.ts';

const PAGE = 1_000;

/** All that a resident was ever told, oldest first, in the words of today. */
export async function readToldEvents(trx: Trx, residentId: Uuid): Promise<readonly CsvRow[]> {
  const owner = { kind: 'resident', id: residentId } as const;
  const told: CsvRow[] = [];
  let afterSequence = 0n;
  for (let hasMore = true; hasMore; ) {
    const page = await listEvents(trx, { owner, types: EVENT_TYPES, afterSequence, limit: PAGE });
    for (const { type, objectVersion, data, createdAt } of page)
      told.push({ type, object_version: objectVersion, data, created_at: createdAt });
    afterSequence = page.at(-1)?.sequence ?? afterSequence;
    hasMore = page.length === PAGE;
  }
  return told;
}
