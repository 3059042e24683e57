import { randomBytes } from 'node:crypto';
import { newDeviceKeyPair } from '@tamsui/testing/device-key-pair';
import { enrolmentProof } from '@tamsui/testing/phone';
import { signInByForms } from '@tamsui/testing/sign-in-by-forms';
import { bearer, device, stranger } from '../../../fuzz/src/callers.ts';
import type { Phone, Resident } from '../../../fuzz/src/parties.ts';
import type { RefusalStage } from './refusal-stage.ts';

const LIFETIME_S = 100;

/** What a phone signs; `claims` may say it wrongly. */
export function signedBy({ phone, wallet }: Resident, typ: string, claims: object): string {
  if (phone === undefined) throw new Error('only a phone can sign');
  const iat = Math.floor(Date.now() / 1_000);
  const nonce = randomBytes(16).toString('base64url');
  const usual = { v: 1, device: phone.deviceId, payer: wallet, nonce, iat, exp: iat + LIFETIME_S };
  return phone.key.signJws({ typ, kid: phone.deviceId }, { ...usual, ...claims });
}

/** Somebody who has a phone signs in once more, and may be less sure to be themselves. */
export async function signInAgain({ ask }: RefusalStage, { holder }: Phone, assurance: 'general' | 'gold') {
  const somebody = stranger('somebody');
  const started = await ask(somebody, 'startSignIn', { body: { assurance } });
  const person = holder.toLowerCase().replace(' ', '-');
  const returned = await signInByForms(started.authorization_url, { person, assurance });
  const { token, device_challenge } = await ask(somebody, 'completeSignIn', { body: returned });
  return {
    caller: bearer('somebody signed in', 'signIn', token),
    challenge: String(device_challenge),
    returned,
  };
}

/** A second phone of somebody: in its first day it may do less. */
export async function enrolAnother(stage: RefusalStage, resident: Resident) {
  const { phone } = resident;
  if (phone === undefined) throw new Error('nobody to sign in as');
  const { caller: signIn, challenge } = await signInAgain(stage, phone, 'gold');
  const key = newDeviceKeyPair();
  const { publicUrl } = stage.outside;
  const proof = enrolmentProof(key, publicUrl, challenge);
  const body = { name: 'Second phone', public_key: key.publicJwk, proof };
  const { device: enrolled, tokens, offline_secret } = await stage.ask(signIn, 'enrolDevice', { body });
  const { access_token: accessToken, refresh_token: refreshToken } = tokens;
  const caller = device('second phone', { key, accessToken, publicUrl });
  const second: Phone = { ...phone, key, deviceId: enrolled.id, refreshToken, signIn };
  return { ...resident, caller, phone: second, offlineSecret: String(offline_secret) };
}
