import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Device } from '../devices/device.ts';
import { findDevicesOf } from '../devices/device-store.ts';

/** A resident's device, removed ones too; undefined when it is not theirs. */
export type FindDevice = (
  deviceId: Uuid,
  residentId: Uuid,
) => Promise<Pick<Device, 'publicKey' | 'removedAt'> | undefined>;

/** Reads from the database each time: a device that was removed a moment ago must not pay. */
export function createFindDevice(database: Database): FindDevice {
  return async (deviceId, residentId) => {
    const devices = await findDevicesOf(database, residentId);
    return devices.find(({ id }) => id === deviceId);
  };
}
