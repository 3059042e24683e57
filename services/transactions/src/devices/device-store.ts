import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { DevicePublicKey } from '../auth/device-key.ts';
import type { KeptSecret } from '../auth/kept-secret.ts';
import type { Device } from './device.ts';

export interface NewDevice extends Device {
  readonly thumbprint: string;
  readonly offlineSecret: KeptSecret;
}

/** Enrolments of one resident come one after the other, so that two cannot both be the first. */
export async function lockResident(trx: Trx, residentId: Uuid): Promise<void> {
  await trx.raw('select 1 from transactions.residents where id = :residentId for update', { residentId });
}

/** @returns false when the key was enrolled before, by whomever */
export async function insertDevice(trx: Trx, device: NewDevice): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.devices
       (id, resident_id, sealed_name, thumbprint, x, y, secret_key_id, sealed_secret, created_at, cooling_until)
     values (:id, :residentId, :sealedName, :thumbprint, :x, :y, :keyId, :sealed, :createdAt, :coolingUntil)
     on conflict (thumbprint) do nothing
     returning id`,
    {
      id: device.id,
      residentId: device.residentId,
      sealedName: device.sealedName,
      thumbprint: device.thumbprint,
      x: device.publicKey.x,
      y: device.publicKey.y,
      keyId: device.offlineSecret.keyId,
      sealed: device.offlineSecret.sealed,
      createdAt: device.createdAt,
      coolingUntil: device.coolingUntil,
    },
  );
  return rows.length === 1;
}

const COLUMNS = 'id, resident_id, sealed_name, x, y, created_at, cooling_until, removed_at';

export async function findDeviceByKey(trx: Trx, thumbprint: string): Promise<Device | undefined> {
  const { rows } = await trx.raw<{ rows: DeviceRow[] }>(
    `select ${COLUMNS} from transactions.devices where thumbprint = :thumbprint`,
    { thumbprint },
  );
  return rows.map(deviceOf)[0];
}

/** All that a resident ever enrolled, oldest first. */
export async function findDevicesOf(database: Database | Trx, residentId: Uuid): Promise<Device[]> {
  const { rows } = await database.raw<{ rows: DeviceRow[] }>(
    `select ${COLUMNS} from transactions.devices where resident_id = :residentId order by id`,
    { residentId },
  );
  return rows.map(deviceOf);
}

/** Removes a resident's device. @returns undefined when the resident has none of this id */
export async function markRemoved(
  trx: Trx,
  device: { readonly id: Uuid; readonly residentId: Uuid; readonly at: Date },
): Promise<Device | undefined> {
  const { rows } = await trx.raw<{ rows: DeviceRow[] }>(
    `update transactions.devices set removed_at = coalesce(removed_at, :at)
      where id = :id and resident_id = :residentId
      returning ${COLUMNS}`,
    device,
  );
  return rows.map(deviceOf)[0];
}

/** The closed offline secret of a device that was not removed. */
export async function findOfflineSecret(
  database: Database | Trx,
  deviceId: Uuid,
): Promise<KeptSecret | undefined> {
  const { rows } = await database.raw<{ rows: { secret_key_id: string; sealed_secret: Buffer }[] }>(
    `select secret_key_id, sealed_secret from transactions.devices
      where id = :deviceId and removed_at is null`,
    { deviceId },
  );
  return rows.map((row) => ({ keyId: row.secret_key_id, sealed: row.sealed_secret }))[0];
}

interface DeviceRow {
  readonly id: Uuid;
  readonly resident_id: Uuid;
  readonly sealed_name: Buffer | null;
  readonly x: string;
  readonly y: string;
  readonly created_at: Date;
  readonly cooling_until: Date | null;
  readonly removed_at: Date | null;
}

function deviceOf(row: DeviceRow): Device {
  return {
    id: row.id,
    residentId: row.resident_id,
    sealedName: row.sealed_name,
    publicKey: publicKeyOf(row),
    createdAt: row.created_at,
    coolingUntil: row.cooling_until,
    removedAt: row.removed_at,
  };
}

function publicKeyOf({ x, y }: DeviceRow): DevicePublicKey {
  return { kty: 'EC', crv: 'P-256', x, y };
}
