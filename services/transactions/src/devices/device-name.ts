import type { Vault } from '../personal-data/vault.ts';
import { type Device, deviceNamePlace } from './device.ts';

/** A device as its resident sees it. */
export interface NamedDevice extends Device {
  readonly name: string;
}

/** Opens what a resident calls a device; nothing is left of it when the resident was erased. */
export async function nameDevice(vault: Vault, device: Device): Promise<NamedDevice> {
  const { id, residentId, sealedName } = device;
  const name =
    sealedName === null ? undefined : await vault.unseal(residentId, deviceNamePlace(id), sealedName);
  return { ...device, name: name ?? '' };
}
