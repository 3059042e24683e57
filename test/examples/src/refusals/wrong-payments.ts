import { type OfflineCodeOptions, offlineCode } from '@tamsui/sdk';
import type { Told } from '../../../fuzz/src/ask.ts';
import { bearer } from '../../../fuzz/src/callers.ts';
import type { Resident } from '../../../fuzz/src/parties.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { joinWithPhone, PIN } from '../../../fuzz/src/stories/joining.ts';
import type { RefusalStage, WrongStep } from './refusal-stage.ts';
import { enrolAnother } from './signed.ts';
import { NOTHING } from './wrong-requests.ts';

const MAX_MISSES = 300;
const MAX_CAPTURES = 20;
/** As the city is by default, in major units. */
const MERCHANT_DEBT_LIMIT = 100_000;
const PAYOUT_ACCOUNT = { holder_name: 'Another shop', bank_code: '999', account_number: '700987654321' };

/** A code of the resident's phone, and the sale it is to pay. */
async function saleOf({ ask, shop, outside }: RefusalStage, { caller }: Resident, more: object = {}) {
  const { code } = await ask(caller, 'createPaymentCode', { body: {} });
  const order_reference = `R-${outside.nextNumber()}`;
  const { terminal } = shop;
  return { code, ...twd('100'), terminal, order_reference, confirm_duplicate: true, ...more };
}

async function pay(stage: RefusalStage, resident: Resident, more: object = {}): Promise<Told> {
  return stage.ask(stage.shop.caller, 'createPayment', { body: await saleOf(stage, resident, more) });
}

/** Charges that a till gets no money for. */
export async function chargeInVain(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich, phoned, outside } = stage;
  const charge = (code: string, step: WrongStep) => refused(shop.caller, 'createPayment', code, step);
  const body = await saleOf(stage, rich);
  await charge('terminal_not_found', { body: { ...body, terminal: `ter_${NOTHING}` } });
  await refused(shop.cashier, 'createPayment', 'other_terminal', {
    body: { ...body, terminal: shop.oldTerminal },
  });
  await charge('terminal_closed', { body: { ...body, terminal: shop.oldTerminal } });
  await charge('code_unknown', { body: { ...body, code: shop.codes.unknown } });
  await charge('code_expired', { body: { ...body, code: shop.codes.expired } });
  const headers = { 'idempotency-key': `sale-${outside.nextNumber()}` };
  await ask(shop.caller, 'createPayment', { body, headers });
  await charge('code_already_used', { body: { ...body, order_reference: 'R-again' } });
  await charge('idempotency_key_reused', { body: { ...body, amount: '101' }, headers });
  const once = { amount: '95', confirm_duplicate: false };
  await pay(stage, rich, once);
  await charge('duplicate_suspected', { body: await saleOf(stage, rich, once) });
  await charge('insufficient_funds', { body: await saleOf(stage, phoned, { amount: '2900' }) });
  const cancelled = await saleOf(stage, rich);
  const { order_reference } = cancelled;
  await ask(shop.caller, 'createCancellation', { body: { order_reference } });
  await charge('order_cancelled', { body: cancelled });
  const limited = await ask(shop.caller, 'showSimulatedPaymentCode', { body: { resident: 'at_limit' } });
  await charge('limit_reached', { body: { ...body, code: limited.code, order_reference: 'R-limit' } });
  const frozen = await ask(shop.caller, 'showSimulatedPaymentCode', { body: { resident: 'frozen' } });
  await charge('payment_refused', { body: { ...body, code: frozen.code, order_reference: 'R-frozen' } });
}

/** A phone without a network shows a code for more than it may pay so. */
export async function chargeOffline(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, phoned } = stage;
  const second = await enrolAnother(stage, phoned);
  const enabled = await ask(second.caller, 'enableOfflineCodes');
  const code = await offlineCode({
    secret: second.offlineSecret,
    enabled: enabled as OfflineCodeOptions['enabled'],
  });
  const body = { code, ...twd('1100'), terminal: shop.terminal, order_reference: 'R-offline' };
  await refused(shop.caller, 'createPayment', 'offline_limit_exceeded', { body });
}

/** Payments that wait for the phone, and whose time is over before it says yes. */
export async function answerTooLate(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich, friend, operator, sql, ledger } = stage;
  const waiting = async (resident: Resident) => {
    const body = await saleOf(stage, resident, { amount: '3100' });
    const { id } = await ask(shop.caller, 'createPayment', { body });
    return { id: String(id), body };
  };
  const answer = (caller: Resident['caller'], operation: string, code: string, id: string) =>
    refused(caller, operation, code, { id, ...(operation === 'confirmPayment' ? { body: {} } : {}) });

  const declined = await waiting(rich);
  await ask(rich.caller, 'declinePayment', { id: declined.id });
  await answer(rich.caller, 'confirmPayment', 'payment_declined', declined.id);

  const paid = await waiting(rich);
  await ask(rich.caller, 'confirmPayment', { id: paid.id, body: {} });
  await answer(rich.caller, 'declinePayment', 'payment_already_confirmed', paid.id);

  const cancelled = await waiting(rich);
  await ask(shop.caller, 'voidPayment', { id: cancelled.id });
  await answer(rich.caller, 'confirmPayment', 'payment_cancelled', cancelled.id);

  const withdrawn = await waiting(rich);
  const { order_reference } = withdrawn.body;
  await ask(shop.caller, 'createCancellation', { body: { order_reference } });
  await answer(rich.caller, 'confirmPayment', 'order_cancelled', withdrawn.id);

  const late = await waiting(rich);
  await sql(`update transactions.staged_payments set confirm_before = now() - interval '1 minute'
    where declined is null and decided_at is null`);
  await answer(rich.caller, 'confirmPayment', 'confirmation_expired', late.id);

  const elsewhere = await waiting(rich);
  await ask(shop.caller, 'createPayment', {
    body: { ...elsewhere.body, ...twd('90'), order_reference: 'R-first' },
  });
  await answer(rich.caller, 'confirmPayment', 'code_already_used', elsewhere.id);

  const poor = await waiting(friend);
  await ask(operator, 'freezeResidentsWallet', { id: friend.id, body: { reason: 'suspicious' } });
  await answer(friend.caller, 'confirmPayment', 'wallet_frozen', poor.id);
  await ask(operator, 'unfreezeResidentsWallet', { id: friend.id, body: {} });
  const gone = await joinWithPhone(stage);
  const { id } = await waiting(gone);
  const [row] = await sql(
    'select wallet_account from transactions.staged_payments order by created_at desc limit 1',
  );
  await ledger({ kind: 'set_account_status', account: row?.wallet_account, status: 'closed' });
  await refused(gone.caller, 'confirmPayment', 'wallet_closed', { id, body: { pin: PIN } });
  const simulated = { body: { payment: `pay_${NOTHING}`, answer: 'confirm' } };
  await refused(shop.caller, 'answerSimulatedPayment', 'payment_confirmation_not_found', simulated);
}

/** Says yes without a signature, with a wrong one, or on a phone that is too new. */
export async function confirmOddly(stage: RefusalStage): Promise<void> {
  const { refused, phoned } = stage;
  const { id } = await pay(stage, phoned, { amount: '3100' });
  await refused(phoned.caller, 'confirmPayment', 'consent_required', { id, body: {} });
  await refused(phoned.caller, 'confirmPayment', 'intent_invalid', { id, body: { intent: 'yes' } });
  const { caller } = await enrolAnother(stage, phoned);
  await refused(caller, 'confirmPayment', 'device_is_new', { id, body: { pin: PIN } });
}

/** Takes more of what was set aside than there is, too often, or too late. */
export async function captureTooMuch(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich } = stage;
  const capture = (code: string, id: string, body: object) =>
    refused(shop.caller, 'createCapture', code, { id, body });
  const plain = await pay(stage, rich);
  await capture('payment_not_authorised', plain.id, twd('10'));
  const { id } = await pay(stage, rich, { capture: 'manual' });
  await capture('capture_exceeds_authorised', id, twd('200'));
  for (let count = 0; count < MAX_CAPTURES; count++) {
    await ask(shop.caller, 'createCapture', { id, body: { ...twd('1'), final: false } });
  }
  await capture('too_many_captures', id, twd('1'));
  const voided = await pay(stage, rich, { capture: 'manual' });
  await ask(shop.caller, 'voidPayment', { id: voided.id });
  await capture('authorisation_over', voided.id, twd('1'));
  await refused(shop.caller, 'createRefund', 'payment_not_refundable', { id: voided.id, body: twd('1') });
  await refused(shop.caller, 'voidPayment', 'payment_not_voidable', { id: plain.id });
}

/** Gives back more than was paid, or than one may. */
export async function refundTooMuch(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich, outside, sql } = stage;
  const { id, order_reference } = await pay(stage, rich);
  await refused(shop.caller, 'createRefund', 'refund_exceeds_original', { id, body: twd('200') });
  const number = String(outside.nextNumber());
  const lead = { number, name: 'Chen', role: 'shift_lead', refund_cap: twd('50'), pin: PIN };
  await ask(shop.caller, 'createCashier', { body: lead });
  const signIn = { terminal: shop.terminal, number, pin: PIN };
  const { token } = await ask(shop.caller, 'signInCashier', { body: signIn });
  const asLead = bearer('shift lead', 'merchant', token);
  await refused(asLead, 'createRefund', 'refund_above_cap', { id, body: twd('60') });
  const cancel = (code: string, step: WrongStep) => refused(asLead, 'createCancellation', code, step);
  await cancel('other_terminal', { body: { order_reference, terminal: shop.oldTerminal } });
  const unknown = { body: { order_reference, terminal: `ter_${NOTHING}` } };
  await refused(shop.caller, 'createCancellation', 'terminal_not_found', unknown);
  // What is captured later remembers when it was asked for; that is said to have been an hour ago.
  const old = await pay(stage, rich, { capture: 'manual' });
  await ask(shop.caller, 'createCapture', { id: old.id, body: twd('60') });
  await sql(`update transactions.staged_payments set created_at = created_at - interval '1 hour'
    where order_reference = '${old.order_reference}'`);
  await cancel('refund_not_permitted', { body: { order_reference: old.order_reference } });
  const headers = { 'idempotency-key': `cancel-${outside.nextNumber()}` };
  await ask(shop.caller, 'createCancellation', { body: { order_reference }, headers });
  const other = { body: { order_reference: 'R-other' }, headers };
  await refused(shop.caller, 'createCancellation', 'idempotency_key_reused', other);
}

/** The ledger itself says no: the shop's account is frozen there, and then it is as low as it may be. */
export async function refundFromNothing(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich, operator, ledger } = stage;
  const { id } = await pay(stage, rich);
  const held = await pay(stage, rich, { capture: 'manual' });
  const { payable_account: account } = await ask(operator, 'getMerchant', { id: shop.id });
  await ledger({ kind: 'set_account_status', account, status: 'frozen' });
  await refused(shop.caller, 'createRefund', 'refund_refused', { id, body: twd('10') });
  await refused(shop.caller, 'createCapture', 'capture_refused', { id: held.id, body: twd('10') });
  await ledger({ kind: 'set_account_status', account, status: 'open' });
  const { proceeds } = await ask(shop.caller, 'getMerchantBalance');
  const body = { name: 'Another shop', fee_basis_points: 130, payout_account: PAYOUT_ACCOUNT };
  const { payable_account: elsewhere } = await ask(operator, 'createMerchant', { body });
  const amount_minor = String((Number(proceeds.amount) + MERCHANT_DEBT_LIMIT) * 100);
  const post = { kind: 'post', purpose: 'payment', currency: 'TWD' };
  await ledger({ ...post, legs: [{ debit: account, credit: elsewhere, amount_minor }] });
  await refused(shop.caller, 'createRefund', 'debt_limit_reached', { id, body: twd('10') });
  await ledger({ ...post, legs: [{ debit: elsewhere, credit: account, amount_minor }] });
}

/** Tries codes until the till is told to stop. It is the last story of its shop. */
export async function guessCodes({ refusedInCrowd, shop }: RefusalStage): Promise<void> {
  const body = {
    code: shop.codes.unknown,
    ...twd('100'),
    terminal: shop.terminal,
    order_reference: 'R-guess',
  };
  await refusedInCrowd({
    caller: shop.caller,
    operation: 'createPayment',
    code: 'too_many_unknown_codes',
    step: { body },
    count: MAX_MISSES + 60,
  });
}
