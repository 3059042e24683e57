import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { insertDeliveries, listMatches, lockUntold, moveFanOut, readUntold } from './fan-out-store.ts';

/** Events that are looked at together; sequences have no gaps. */
const MAX_EVENTS = 1_000n;

/**
 * Gives new events their deliveries, and moves on over them in the same trx: so each is given them exactly once,
 * whatever stops in between. It reads what was committed and holds up nobody who pays. One process does it at a time.
 */
export async function fanOut({
  database,
  clock,
  onDue,
}: {
  readonly database: Database;
  readonly clock: Clock;
  onDue(): void;
}): Promise<StepResult> {
  const untold = await readUntold(database);
  if (untold === undefined) return 'idle';
  const told = await withTrx(database, async (trx) => {
    const after = await lockUntold(trx);
    if (after === undefined || after >= untold.through) return undefined;
    const through = untold.through - after > MAX_EVENTS ? after + MAX_EVENTS : untold.through;
    const matches = await listMatches(trx, { after, through });
    await insertDeliveries(trx, matches, { origin: 'event', now: clock.now() });
    await moveFanOut(trx, through);
    return matches.length;
  });
  if (told === undefined) return 'idle';
  if (told > 0) onDue();
  return 'more';
}
