import { newDeviceKeyPair } from '@tamsui/testing/device-key-pair';
import { dpopProof, enrolmentProof } from '@tamsui/testing/phone';
import { bearer, device, stranger } from '../callers.ts';
import type { Merchant, Phone, Resident, Stage } from '../parties.ts';
import { twd } from '../parties.ts';

export const PIN = '482913';
const OTHER_PIN = '719305';
const FEE_BASIS_POINTS = 130;
const PAYOUT_ACCOUNT = { holder_name: 'Lantern Books', bank_code: '999', account_number: '700987654321' };

export type StageOfMaking = Pick<Stage, 'ask' | 'outside'>;

/** Somebody signs in in a browser, and enrols a phone with a key of its own. */
export async function joinWithPhone({ ask, outside }: StageOfMaking): Promise<Resident> {
  const somebody = stranger('somebody');
  const started = await ask(somebody, 'startSignIn', { body: { assurance: 'gold' } });
  const guest = outside.nextNumber();
  const returned = await outside.signInAtProvider(started.authorization_url, `guest-${guest}`);
  const signedIn = await ask(somebody, 'completeSignIn', { body: returned });
  const signIn = bearer('somebody signed in', 'signIn', signedIn.token);
  const key = newDeviceKeyPair();
  const { publicUrl } = outside;
  const proof = enrolmentProof(key, publicUrl, signedIn.device_challenge);
  const enrolled = await ask(signIn, 'enrolDevice', {
    body: { name: 'Phone', public_key: key.publicJwk, proof },
  });
  const { access_token: accessToken, refresh_token: refreshToken } = enrolled.tokens;
  const caller = device('phone', { key, accessToken, publicUrl });
  await ask(caller, 'setPin', { body: { pin: PIN } });
  const wallet = await ask(caller, 'getWallet');
  const phone: Phone = {
    deviceId: enrolled.device.id,
    key,
    refreshToken,
    signIn,
    pin: PIN,
    holder: `Guest ${guest}`,
  };
  return { caller, id: signedIn.resident, wallet: wallet.id, phone };
}

/** A resident of the sandbox, with money at the bank and in the wallet. */
export async function joinInSandbox({ ask, outside }: StageOfMaking, operator: Stage['people']['operator']) {
  const number = String(700_000_000_000 + outside.nextNumber());
  await outside.openBankAccount({ number, holder: 'Mei' });
  const phone_number = `+88691${number.slice(-7)}`;
  const body = { name: 'Mei', bank_account: number, phone_number };
  const { id, token } = await ask(operator, 'createResident', { body });
  const caller = bearer('resident of the sandbox', 'residentSandbox', token);
  const wallet = await ask(caller, 'getWallet');
  await ask(caller, 'createTopUp', { body: twd('60000') });
  return { caller, id, wallet: wallet.id, phone: undefined } satisfies Resident;
}

/** A merchant with a store, a till, a key that may do everything, and a manager at the till. */
export async function openShop(
  { ask, outside }: StageOfMaking,
  operator: Stage['people']['operator'],
): Promise<Merchant> {
  const body = { name: 'Lantern Books', fee_basis_points: FEE_BASIS_POINTS, payout_account: PAYOUT_ACCOUNT };
  const { id } = await ask(operator, 'createMerchant', { body });
  const made = await ask(operator, 'createApiKeyOfMerchant', { id, body: { name: 'Shop server' } });
  const caller = bearer('key', 'merchant', made.key);
  const store = await ask(caller, 'createStore', { body: { name: 'Old Street' } });
  const till = await ask(caller, 'createTerminal', { id: store.id, body: { name: 'Till 1' } });
  const number = String(outside.nextNumber());
  const manager = { number, name: 'Wu', role: 'manager', refund_cap: null, pin: PIN };
  await ask(caller, 'createCashier', { body: manager });
  const signIn = { terminal: till.id, number, pin: PIN };
  const session = await ask(caller, 'signInCashier', { body: signIn });
  const cashier = bearer('manager at the till', 'merchant', session.token);
  return { caller, id, store: store.id, terminal: till.id, cashier };
}

/** A new phone: devices, tokens, PIN, and away with it. */
export async function phoneOfOneDay(stage: Stage): Promise<void> {
  const { ask, outside } = stage;
  const { caller, phone } = await joinWithPhone(stage);
  if (phone === undefined) return;
  await ask(phone.signIn, 'listDevices');
  await ask(caller, 'listDevices');
  await ask(caller, 'getPin');
  await ask(caller, 'verifyPin', { body: { pin: phone.pin } });
  await ask(caller, 'setPin', { body: { pin: OTHER_PIN, current_pin: phone.pin } });
  const url = `${outside.publicUrl}/v1/tokens`;
  const dpop = dpopProof(phone.key, { method: 'POST', url, now: new Date() });
  await ask(stranger('phone without a token', { dpop }), 'refreshTokens', {
    body: { refresh_token: phone.refreshToken },
  });
  await ask(caller, 'enableOfflineCodes');
  const account_number = String(710_000_000_000 + outside.nextNumber());
  await outside.openBankAccount({ number: account_number, holder: phone.holder });
  await ask(caller, 'linkBankAccount', { body: { bank_code: '999', account_number, pin: OTHER_PIN } });
  await ask(caller, 'removeDevice', { id: phone.deviceId });
}
