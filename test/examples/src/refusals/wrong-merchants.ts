import { bearer, stranger } from '../../../fuzz/src/callers.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { PIN } from '../../../fuzz/src/stories/joining.ts';
import { businessNumber } from '../../../fuzz/src/stories/keeping-shop.ts';
import type { RefusalStage } from './refusal-stage.ts';
import { NOTHING } from './wrong-requests.ts';

const WRONG_PIN = '552817';
const MAX_PIN_FAILURES = 5;
/** The sandbox's bank keeps this account, under this name, since the city was opened. */
const KNOWN_ACCOUNT = { holder_name: 'Tamsui Tea House', bank_code: '999', account_number: '700987654321' };
const DAY_MS = 86_400_000;

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Steps of an application in the wrong order, and by the wrong person. */
export async function applyWrongly({ refused, ask, operator, outside, shop }: RefusalStage): Promise<void> {
  const somebody = stranger('somebody');
  const apply = (account: object, more: object = { kind: 'personal' }) =>
    ask(somebody, 'applyAsMerchant', {
      body: { ...more, name: 'Tamsui Tea House', payout_account: { ...KNOWN_ACCOUNT, ...account } },
    });
  const doubtful = await apply({ holder_name: 'Somebody Else' });
  const { id } = doubtful;
  const approval = { id, body: { staff: 'chen', fee_basis_points: 130 } };
  await refused(operator, 'approveMerchantApplication', 'application_in_another_state', approval);
  await ask(operator, 'reviewMerchantApplication', { id, body: { staff: 'chen' } });
  await refused(operator, 'approveMerchantApplication', 'second_person_needed', approval);
  await ask(operator, 'checkAccountOfMerchantApplication', { id, body: { staff: 'chen' } });
  const second = { ...approval, body: { ...approval.body, staff: 'lin' } };
  await refused(operator, 'approveMerchantApplication', 'bank_account_not_confirmed', second);
  const live = async (application: Awaited<ReturnType<typeof apply>>) => {
    const step = { id: application.id, body: { staff: 'chen' } };
    await ask(operator, 'reviewMerchantApplication', step);
    await ask(operator, 'checkAccountOfMerchantApplication', step);
    await ask(operator, 'approveMerchantApplication', {
      id: application.id,
      body: { staff: 'lin', fee_basis_points: 130 },
    });
    return bearer('applicant', 'applicant', application.token);
  };
  const organisation = { kind: 'organisation', business_number: businessNumber(outside.nextNumber()) };
  const [first, other] = [
    await live(await apply({}, organisation)),
    await live(await apply({}, organisation)),
  ];
  await ask(first, 'goLive');
  await refused(other, 'goLive', 'business_number_taken');
  const fee = { staff: 'lin', basis_points: 100 };
  const early = { id: shop.id, body: { ...fee, effective_from: dayFromNow(-3) } };
  await refused(operator, 'announceFee', 'fee_change_too_early', early);
  const rise = { id: shop.id, body: { ...fee, basis_points: 300, effective_from: dayFromNow(20) } };
  await refused(operator, 'announceFee', 'fee_rise_too_early', rise);
}

/** Fees that were announced so often that nobody could read them. */
export async function fillFeePlan(stage: RefusalStage): Promise<void> {
  const { refused, refusedInCrowd, operator, shop, sql } = stage;
  const announced = { staff: 'lin', basis_points: 90, effective_from: dayFromNow(80) };
  await refusedInCrowd({
    caller: operator,
    operation: 'announceFee',
    code: 'fee_plan_changed',
    step: { id: shop.id, body: announced },
    count: 10,
  });
  await sql(`insert into transactions.fee_bands
    select merchant_id, n, 130, effective_from, announced_by, announced_at
      from transactions.fee_bands, generate_series(1, 520) n
     where sequence = 0 and merchant_id =
           (select merchant_id from transactions.fee_bands order by announced_at desc limit 1)
    on conflict do nothing`);
  const body = { staff: 'lin', basis_points: 100, effective_from: dayFromNow(90) };
  await refused(operator, 'announceFee', 'fee_plan_full', { id: shop.id, body });
}

/** Stores, tills and keys that are not there any more. */
export async function useWhatIsClosed({ refused, ask, operator, shop }: RefusalStage): Promise<void> {
  const { caller, id } = shop;
  const key = { 'idempotency-key': 'store-of-today' };
  await ask(caller, 'createStore', { body: { name: 'Corner' }, headers: key });
  const store = await ask(caller, 'createStore', { body: { name: 'Pier' } });
  const till = await ask(caller, 'createTerminal', { id: store.id, body: { name: 'Till' } });
  await ask(caller, 'closeTerminal', { id: till.id });
  await ask(caller, 'closeStore', { id: store.id });
  await refused(caller, 'createTerminal', 'store_closed', { id: store.id, body: { name: 'Till' } });
  const made = await ask(caller, 'createApiKey', { body: { name: 'Key' }, headers: key });
  await refused(caller, 'createApiKey', 'already_created', { body: { name: 'Key' }, headers: key });
  await ask(caller, 'rotateApiKey', { id: made.id, body: { overlap_seconds: 60 } });
  await refused(caller, 'rotateApiKey', 'key_already_rotated', { id: made.id, body: {} });
  const revoked = await ask(caller, 'createApiKey', { body: { name: 'Old key' } });
  await ask(caller, 'revokeApiKey', { id: revoked.id });
  await refused(caller, 'rotateApiKey', 'key_not_active', { id: revoked.id, body: {} });
  const past = { name: 'Key', expires_at: new Date(Date.now() - DAY_MS).toISOString() };
  await refused(caller, 'createApiKey', 'expires_in_the_past', { body: past });
  const few = { name: 'Manager', scopes: ['merchant:manage'] };
  const manager = await ask(operator, 'createApiKeyOfMerchant', { id, body: few });
  const asManager = bearer('key to manage', 'merchant', manager.key);
  const more = { name: 'More', scopes: ['payments:charge'] };
  await refused(asManager, 'createApiKey', 'scope_not_held', { body: more });
  const url = 'https://shop.example.com/webhooks';
  const types = ['payment.succeeded'];
  await refused(asManager, 'createWebhookEndpoint', 'types_not_held', { body: { url, types } });
  const cashier = { number: '1', name: 'Lu', role: 'cashier', refund_cap: null, pin: PIN };
  await refused(asManager, 'createCashier', 'role_not_held', { body: cashier });
}

/** Cashiers with the wrong role, number or PIN. */
export async function mistakeCashiers(stage: RefusalStage): Promise<void> {
  const { refused, ask, shop, outside } = stage;
  const { caller, terminal, store } = shop;
  const number = String(outside.nextNumber());
  const lead = { number, name: 'Chen', role: 'shift_lead', refund_cap: twd('500'), pin: PIN };
  await refused(caller, 'createCashier', 'refund_cap_missing', { body: { ...lead, refund_cap: null } });
  await refused(caller, 'createCashier', 'refund_cap_not_allowed', { body: { ...lead, role: 'cashier' } });
  await refused(caller, 'createCashier', 'pin_too_easy', { body: { ...lead, pin: '123456' } });
  await ask(caller, 'createCashier', { body: lead });
  await refused(caller, 'createCashier', 'cashier_number_taken', { body: lead });
  await refused(caller, 'getOwnCashier', 'not_a_cashier');
  const signIn = { terminal, number, pin: PIN };
  const elsewhere = { body: { ...signIn, terminal: `ter_${NOTHING}` } };
  await refused(caller, 'signInCashier', 'terminal_not_found', elsewhere);
  const till = await ask(caller, 'createTerminal', { id: store, body: { name: 'Old till' } });
  await ask(caller, 'closeTerminal', { id: till.id });
  await refused(caller, 'signInCashier', 'terminal_closed', { body: { ...signIn, terminal: till.id } });
  const wrong = { body: { ...signIn, pin: WRONG_PIN } };
  for (let failures = 1; failures < MAX_PIN_FAILURES; failures++) {
    await refused(caller, 'signInCashier', 'cashier_or_pin_wrong', wrong);
  }
  await refused(caller, 'signInCashier', 'cashier_locked', wrong);
}
