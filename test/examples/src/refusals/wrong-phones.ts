import { newDeviceKeyPair } from '@tamsui/testing/device-key-pair';
import { dpopProof, enrolmentProof } from '@tamsui/testing/phone';
import { signInByForms } from '@tamsui/testing/sign-in-by-forms';
import { bearer, stranger } from '../../../fuzz/src/callers.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { joinWithPhone, PIN } from '../../../fuzz/src/stories/joining.ts';
import type { RefusalStage } from './refusal-stage.ts';
import { enrolAnother, signInAgain } from './signed.ts';

const OTHER_PIN = '719305';
const WRONG_PIN = '552817';
const MAX_DEVICES = 5;
const MAX_CHANGES_A_DAY = 10;
const MAX_PIN_FAILURES = 5;
/** 32 bytes in base64url, of nobody's sign-in. */
const NO_STATE = 'A'.repeat(43);
const somebody = stranger('somebody');

/** Comes back from the provider with the wrong thing, too late or twice. */
export async function signInWrongly({ refused, ask, outside, sql }: RefusalStage): Promise<void> {
  const start = async () => {
    const { authorization_url } = await ask(somebody, 'startSignIn', { body: { assurance: 'gold' } });
    const person = `guest-${outside.nextNumber()}`;
    return signInByForms(authorization_url, { person, assurance: 'gold' });
  };
  await refused(somebody, 'completeSignIn', 'state_unknown', { body: { state: NO_STATE, code: 'x' } });
  const returned = await start();
  await refused(somebody, 'completeSignIn', 'code_refused', { body: { ...returned, code: 'another' } });
  await refused(somebody, 'completeSignIn', 'state_used', { body: returned });
  const late = await start();
  await sql(`update transactions.sign_ins set created_at = created_at - interval '1 hour',
    expires_at = expires_at - interval '1 hour' where exchanged_at is null`);
  await refused(somebody, 'completeSignIn', 'state_expired', { body: late });
  const mixedUp = await start();
  await sql("update transactions.sign_ins set nonce = 'of another sign-in' where exchanged_at is null");
  await refused(somebody, 'completeSignIn', 'identity_refused', { body: mixedUp });
}

/** Enrols phones wrongly, and too many of them. */
export async function enrolWrongly(stage: RefusalStage): Promise<void> {
  const { ask, refused, outside } = stage;
  const resident = await joinWithPhone(stage);
  const { phone } = resident;
  if (phone === undefined) return;
  const { publicUrl } = outside;
  const enrolment = (key: typeof phone.key, challenge: string) => ({
    body: { name: 'Phone', public_key: key.publicJwk, proof: enrolmentProof(key, publicUrl, challenge) },
  });
  const other = await joinWithPhone(stage);
  if (other.phone === undefined) return;
  const second = await signInAgain(stage, phone, 'gold');
  const proven = (key: typeof phone.key) => enrolment(key, second.challenge);
  await refused(second.caller, 'enrolDevice', 'proof_invalid', enrolment(newDeviceKeyPair(), 'another'));
  await refused(second.caller, 'enrolDevice', 'key_already_used', proven(other.phone.key));
  await ask(second.caller, 'enrolDevice', proven(newDeviceKeyPair()));
  await refused(second.caller, 'enrolDevice', 'sign_in_used', proven(newDeviceKeyPair()));
  for (let count = 2; count < MAX_DEVICES; count++) await enrolAnother(stage, resident);
  const sixth = await signInAgain(stage, phone, 'gold');
  await refused(
    sixth.caller,
    'enrolDevice',
    'too_many_devices',
    enrolment(newDeviceKeyPair(), sixth.challenge),
  );
  const body = { refresh_token: 'dr_test_none' };
  const url = `${publicUrl}/v1/tokens`;
  const dpop = dpopProof(phone.key, { method: 'POST', url, now: new Date() });
  await refused(stranger('phone', { dpop }), 'refreshTokens', 'refresh_token_invalid', { body });
  await refused(somebody, 'refreshTokens', 'unauthorized', { body });
}

/** Forgets the PIN, tries others, and has none. */
export async function mistakePins(stage: RefusalStage): Promise<void> {
  const { refused, ask, sql } = stage;
  const { caller, phone } = await joinWithPhone(stage);
  if (phone === undefined) return;
  await refused(caller, 'setPin', 'pin_required', { body: { pin: OTHER_PIN } });
  await refused(caller, 'setPin', 'pin_wrong', { body: { pin: OTHER_PIN, current_pin: WRONG_PIN } });
  await refused(caller, 'setPin', 'pin_too_easy', { body: { pin: '123456', current_pin: PIN } });
  await refused(caller, 'setPin', 'pin_unchanged', { body: { pin: PIN, current_pin: PIN } });
  const unsure = await signInAgain(stage, phone, 'general');
  await refused(unsure.caller, 'setPin', 'assurance_too_low', { body: { pin: OTHER_PIN } });
  await refused(caller, 'createDataExport', 'pin_required', { body: {} });
  for (let failures = 1; failures < MAX_PIN_FAILURES; failures++) {
    await refused(caller, 'verifyPin', 'pin_wrong', { body: { pin: WRONG_PIN } });
  }
  await refused(caller, 'verifyPin', 'pin_locked', { body: { pin: WRONG_PIN } });
  await sql('delete from transactions.pins where locked_until is not null');
  await refused(caller, 'verifyPin', 'pin_not_set', { body: { pin: PIN } });
  await ask(caller, 'freezeWallet', { body: { reason: 'lost' } });
  await refused(unsure.caller, 'unfreezeWallet', 'assurance_too_low', { body: {} });
}

/** Changes limits too far, too often and from a phone that is too new. */
export async function stretchLimits(stage: RefusalStage): Promise<void> {
  const { refused, ask, operator } = stage;
  const resident = await joinWithPhone(stage);
  const { caller } = resident;
  const limits = { single: twd('2000'), day: twd('5000'), month: null };
  const general = { name: 'Yun', bank_account: '700000000001', assurance: 'general' };
  const { token } = await ask(operator, 'createResident', { body: general });
  await refused(
    bearer('resident of the general class', 'residentSandbox', token),
    'setWalletLimits',
    'limit_above_class',
    {
      body: { ...limits, month: twd('30001') },
    },
  );
  await refused(caller, 'cancelLimitRaise', 'nothing_pending');
  await ask(caller, 'setWalletLimits', { body: limits });
  const newer = await enrolAnother(stage, resident);
  const raised = { ...limits, single: twd('2500'), pin: PIN };
  await refused(newer.caller, 'setWalletLimits', 'device_is_new', { body: raised });
  await refused(newer.caller, 'createDataExport', 'device_is_new', { body: { pin: PIN } });
  await refused(newer.caller, 'closeWallet', 'device_is_new', { body: { pin: PIN } });
  for (let changes = 1; changes < MAX_CHANGES_A_DAY; changes++) {
    await ask(caller, 'setWalletLimits', { body: { ...limits, single: twd(String(2000 - changes)) } });
  }
  const again = { ...limits, single: twd('1900') };
  await refused(caller, 'setWalletLimits', 'too_many_changes', { body: again });
}
