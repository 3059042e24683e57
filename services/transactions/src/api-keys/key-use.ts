import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { writeLastUsed } from './api-key-store.ts';

/** A key's last use is known to the minute: writing each use would cost more than the request. */
const NOTE_EVERY_MS = 60_000;
const MAX_REMEMBERED_KEYS = 50_000;
/** Uses that wait to be written. More keys than these within a second are written later in their minute, or the next. */
const MAX_WAITING = 10_000;

/** Remembers when API keys were used, without making anybody wait. */
export interface KeyUse {
  /** Says that a key was used now. */
  note(keyId: Uuid): void;
  /** Writes what was noted, in one statement. */
  write(): Promise<StepResult>;
}

export function createKeyUse(database: Database, clock: Clock): KeyUse {
  const noted = createBoundedCache<true>({ maxEntries: MAX_REMEMBERED_KEYS, ttlMs: NOTE_EVERY_MS, clock });
  let waiting = new Map<Uuid, Date>();
  return {
    note: (keyId) => {
      if (waiting.size >= MAX_WAITING || noted.get(keyId) !== undefined) return;
      noted.set(keyId, true);
      waiting.set(keyId, clock.now());
    },
    write: async () => {
      if (waiting.size === 0) return 'idle';
      const uses = waiting;
      waiting = new Map();
      // Were this to fail, the keys' next minute tells again: nothing rests on it.
      await writeLastUsed(database, uses);
      return 'idle';
    },
  };
}
