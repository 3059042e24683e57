import { bearer, stranger } from '../callers.ts';
import type { Stage } from '../parties.ts';
import { twd } from '../parties.ts';
import { PIN } from './joining.ts';

const SCOPES = ['payments:charge', 'payments:read', 'payments:refund', 'merchant:manage', 'cashiers:sign_in'];
const OTHER_PIN = '719305';
/** The sandbox's bank keeps this account, under this name, since the city was opened. */
const KNOWN_ACCOUNT = { holder_name: 'Tamsui Tea House', bank_code: '999', account_number: '700987654321' };
/** Sixty days by any clock: where the city is, it is tomorrow already for some hours. */
const WEEKS_AHEAD_MS = 61 * 86_400_000;

/** A cashier's first and last day. */
export async function dayAtTheTill({ ask, random, people, outside }: Stage): Promise<void> {
  const { caller, terminal } = random.pick(people.merchants);
  const number = String(outside.nextNumber());
  const body = { number, name: 'Chen', role: 'shift_lead', refund_cap: twd('500'), pin: PIN };
  const { id } = await ask(caller, 'createCashier', { body });
  await ask(caller, 'listCashiers');
  await ask(caller, 'getCashier', { id });
  const signIn = { terminal, number, pin: PIN };
  const session = await ask(caller, 'signInCashier', { body: signIn });
  const cashier = bearer('cashier at the till', 'merchant', session.token);
  await ask(cashier, 'getOwnCashier');
  if (random.chance(0.3)) {
    await ask(cashier, 'changeOwnCashierPin', { body: { current_pin: PIN, pin: OTHER_PIN } });
  }
  await ask(cashier, 'signOutCashier');
  await ask(caller, 'changeCashier', { id, body: { role: 'cashier', refund_cap: null } });
  await ask(caller, 'removeCashier', { id });
}

/** Keys come, are changed, and go. */
export async function changeKeys({ ask, random, people }: Stage): Promise<void> {
  const { caller } = random.pick(people.merchants);
  const scopes = SCOPES.filter(() => random.chance(0.5));
  const body = scopes.length === 0 ? { name: 'Key' } : { name: 'Key', scopes };
  const made = await ask(caller, 'createApiKey', { body });
  await ask(caller, 'listApiKeys');
  const { versions } = await ask(caller, 'listApiVersions');
  await ask(caller, 'changeApiKey', { id: made.id, body: { api_version: random.pick(versions) } });
  const rotated = await ask(caller, 'rotateApiKey', { id: made.id, body: { overlap_seconds: 0 } });
  await ask(caller, 'revokeApiKey', { id: rotated.new_key.id });
}

/** Opens a store with a till, and closes both. */
export async function openAndCloseStore({ ask, random, people }: Stage): Promise<void> {
  const { caller, id } = random.pick(people.merchants);
  const store = random.chance(0.5)
    ? await ask(caller, 'createStore', { body: { name: 'Corner' } })
    : await ask(people.operator, 'createStoreOfMerchant', { id, body: { name: 'Corner' } });
  const till = await ask(caller, 'createTerminal', { id: store.id, body: { name: 'Till' } });
  await ask(caller, 'listTerminals', { id: store.id });
  await ask(caller, 'closeTerminal', { id: till.id });
  await ask(caller, 'closeStore', { id: store.id });
  await ask(caller, 'listStores');
  await ask(people.operator, 'listStoresOfMerchant', { id });
  await ask(people.operator, 'listMerchantEvents', { id });
  const effective_from = new Date(Date.now() + WEEKS_AHEAD_MS).toISOString().slice(0, 10);
  const fee = { staff: 'lin', basis_points: 100 + random.below(100), effective_from };
  await ask(people.operator, 'announceFee', { id, body: fee });
  await ask(people.operator, 'getFeePlanOfMerchant', { id });
}

/** Applies, is looked at by two people, and becomes a merchant, or does not. */
export async function apply({ ask, random, people: { operator }, outside }: Stage): Promise<void> {
  const body = {
    kind: 'organisation',
    name: KNOWN_ACCOUNT.holder_name,
    business_number: businessNumber(outside.nextNumber()),
    payout_account: KNOWN_ACCOUNT,
  };
  const { id, token } = await ask(stranger('somebody'), 'applyAsMerchant', { body });
  const applicant = bearer('applicant', 'applicant', token);
  await ask(applicant, 'getOwnMerchantApplication');
  if (random.chance(0.2)) {
    await ask(applicant, 'withdrawMerchantApplication');
    return;
  }
  await ask(operator, 'reviewMerchantApplication', { id, body: { staff: 'chen' } });
  if (random.chance(0.2)) {
    await ask(operator, 'rejectMerchantApplication', { id, body: { staff: 'chen', reason: 'No answer.' } });
    return;
  }
  await ask(operator, 'checkAccountOfMerchantApplication', { id, body: { staff: 'chen' } });
  await ask(operator, 'approveMerchantApplication', { id, body: { staff: 'lin', fee_basis_points: 130 } });
  await ask(operator, 'getMerchantApplication', { id });
  await ask(applicant, 'goLive');
}

/** A number with its right check digit: another one for each count up to 8,999,999. */
export function businessNumber(count: number): string {
  const head = String(1_000_000 + (count % 9_000_000));
  const weights = [1, 2, 1, 2, 1, 2, 4];
  const sum = weights.reduce((total, weight, place) => {
    const product = weight * Number(head[place]);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return `${head}${(10 - (sum % 10)) % 10}`;
}
