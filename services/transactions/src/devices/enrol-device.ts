import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { newUuid, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { AccessTokens } from '../auth/access-token.ts';
import { type DevicePublicKey, thumbprintOf } from '../auth/device-key.ts';
import { findDevicePrincipal } from '../auth/device-principal-store.ts';
import type { SignInPrincipal } from '../auth/principal.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import type { Vault } from '../personal-data/vault.ts';
import { lockSignIn, markUsed } from '../sign-in/sign-in-store.ts';
import { coolingUntil, type Device, deviceNamePlace, MAX_DEVICES } from './device.ts';
import { findDeviceByKey, findDevicesOf, insertDevice, lockResident } from './device-store.ts';
import { provesPossession } from './enrolment-proof.ts';
import { newOfflineSecret, readOfflineSecret } from './offline-secret.ts';
import { beginFamily, type SessionTokens, sessionTokens } from './sessions.ts';

export interface EnrolDeviceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly identityKeys: Keyring;
  readonly accessTokens: AccessTokens;
  /** The first names us to devices. */
  readonly publicUrls: readonly string[];
}

export interface NewEnrolment {
  readonly name: string;
  readonly publicKey: DevicePublicKey;
  /** A JWS by the key over the sign-in's challenge. */
  readonly proof: string;
}

/** What a device is told this once, and again when the same sign-in asks again with the same key. */
export interface Enrolled {
  readonly device: Device;
  /** 32 bytes, for codes that the device makes without a network. */
  readonly offlineSecret: Buffer;
  readonly tokens: SessionTokens;
}

export type EnrolRefusal = {
  readonly code: 'proof_invalid' | 'key_already_used' | 'sign_in_used' | 'too_many_devices';
};

/**
 * Lets a device act for the resident who signed in on it. One sign-in enrols one device. A key that the resident has
 * enrolled already gets new tokens and nothing else new: that is how a device whose tokens ended comes back, and how a
 * reply that was lost is given again.
 */
export async function enrolDevice(
  deps: EnrolDeviceDeps,
  signIn: SignInPrincipal,
  asked: NewEnrolment,
): Promise<Result<Enrolled, EnrolRefusal>> {
  const { database, vault, accessTokens } = deps;
  const id = newUuid();
  const sealedName = await vault.seal(signIn.residentId, deviceNamePlace(id), asked.name);
  // Erased in this very moment, and so was the sign-in.
  if (sealedName === undefined) return refuse('sign_in_used');
  const thumbprint = thumbprintOf(asked.publicKey);
  const enrolled = await withTrx(database, async (trx) => {
    const found = await findOrInsert(trx, deps, signIn, { ...asked, id, sealedName });
    if (!found.ok) return found;
    const device = found.value;
    await markUsed(trx, signIn.signInId, device.id);
    return accept(await beginSession(trx, deps, device, thumbprint));
  });
  if (!enrolled.ok) return enrolled;
  const { session, refreshToken, ...told } = enrolled.value;
  return accept({ ...told, tokens: await sessionTokens(accessTokens, session, refreshToken) });
}

/**
 * All that the answer tells is read before others may change the device: whoever enrols or removes it at the same
 * moment ends this session, and the answer is then that of a moment ago.
 */
async function beginSession(
  trx: Trx,
  { identityKeys, clock }: EnrolDeviceDeps,
  device: Device,
  thumbprint: string,
) {
  const { family, refreshToken } = await beginFamily(trx, identityKeys, device.id, clock.now());
  const bound = { deviceId: device.id, familyId: family.id, thumbprint };
  const resident = await findDevicePrincipal(trx, { ...bound, residentId: device.residentId });
  const offlineSecret = await readOfflineSecret({ database: trx, identityKeys }, device.id);
  invariant(resident !== undefined && offlineSecret !== undefined, 'a device that is locked is enrolled');
  return { device, offlineSecret, refreshToken, session: { ...bound, resident } };
}

/** What is written of a device, if it is a new one. */
type FreshDevice = Pick<Device, 'id' | 'publicKey'> & { readonly sealedName: Buffer };

async function findOrInsert(
  trx: Trx,
  deps: EnrolDeviceDeps,
  { signInId, residentId }: SignInPrincipal,
  { proof, ...fresh }: FreshDevice & Pick<NewEnrolment, 'proof'>,
): Promise<Result<Device, EnrolRefusal>> {
  await lockResident(trx, residentId);
  const signIn = await lockSignIn(trx, signInId);
  const [audience] = deps.publicUrls;
  invariant(audience !== undefined, 'we have a public address');
  const { publicKey } = fresh;
  if (!(await provesPossession(proof, publicKey, { audience, challenge: signIn.challenge })))
    return refuse('proof_invalid');
  const known = await findDeviceByKey(trx, thumbprintOf(publicKey));
  if (signIn.deviceId !== null && signIn.deviceId !== known?.id) return refuse('sign_in_used');
  if (known === undefined) return insertNew(trx, deps, residentId, fresh);
  const isTheirs = known.residentId === residentId && known.removedAt === null;
  return isTheirs ? accept(known) : refuse('key_already_used');
}

async function insertNew(
  trx: Trx,
  { clock, identityKeys }: EnrolDeviceDeps,
  residentId: Uuid,
  { id, sealedName, publicKey }: FreshDevice,
): Promise<Result<Device, EnrolRefusal>> {
  const before = await findDevicesOf(trx, residentId);
  if (before.filter(({ removedAt }) => removedAt === null).length >= MAX_DEVICES)
    return refuse('too_many_devices');
  const now = clock.now();
  const device = {
    id,
    residentId,
    sealedName,
    publicKey,
    createdAt: now,
    coolingUntil: coolingUntil(before.length, now),
    removedAt: null,
  };
  const offlineSecret = newOfflineSecret(identityKeys, id);
  const isNew = await insertDevice(trx, { ...device, thumbprint: thumbprintOf(publicKey), offlineSecret });
  return isNew ? accept(device) : refuse('key_already_used');
}
