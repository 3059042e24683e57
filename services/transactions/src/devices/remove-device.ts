import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { endFamilies } from '../auth/token-family-store.ts';
import type { Device } from './device.ts';
import { lockResident, markRemoved } from './device-store.ts';

/**
 * Takes a device away from its resident, for ever and at once: each request asks whether its device is still there.
 * Removing it again changes nothing. @returns undefined when the resident has no such device
 */
export async function removeDevice(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  device: { readonly id: Uuid; readonly residentId: Uuid },
): Promise<Device | undefined> {
  const at = clock.now();
  return withTrx(database, async (trx) => {
    // A device that comes back at this moment gets its tokens before or not at all.
    await lockResident(trx, device.residentId);
    const removed = await markRemoved(trx, { ...device, at });
    if (removed !== undefined) await endFamilies(trx, device.id, 'device_removed', at);
    return removed;
  });
}
