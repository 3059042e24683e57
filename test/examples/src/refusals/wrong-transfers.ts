import { bearer } from '../../../fuzz/src/callers.ts';
import type { Resident } from '../../../fuzz/src/parties.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { lookUp } from '../../../fuzz/src/stories/sharing.ts';
import type { RefusalStage, WrongStep } from './refusal-stage.ts';
import { enrolAnother, signedBy } from './signed.ts';
import { NOTHING } from './wrong-requests.ts';

const DAY_MS = 86_400_000;
const MAX_SCHEDULED = 50;
const MAX_OPEN = 100;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** Sends money to where it cannot go, or that is not there. */
export async function sendInVain(stage: RefusalStage): Promise<void> {
  const { ask, refused, refusedInCrowd, rich, friend, phoned, operator, outside } = stage;
  const payee = await lookUp(stage, rich, friend);
  const send = (code: string, more: object, payer: Resident = rich, headers = {}) =>
    refused(payer.caller, 'createTransfer', code, { body: { payee, ...twd('20'), ...more }, headers });
  await send('send_at_out_of_range', { at: dayFromNow(-1) });
  await send('payee_token_expired', { payee: `pye_${NOTHING}` });
  await send('self_transfer', { payee: await lookUp(stage, rich, rich) });
  const nobody = { ...friend, wallet: `wal_${NOTHING}` };
  await send('payee_cannot_receive', { payee: await lookUp(stage, rich, nobody) });
  await ask(operator, 'freezeResidentsWallet', { id: rich.id, body: { reason: 'suspicious' } });
  await send('wallet_frozen', {});
  await ask(operator, 'unfreezeResidentsWallet', { id: rich.id, body: {} });
  const headers = { 'idempotency-key': `sent-${outside.nextNumber()}` };
  const sent = await ask(rich.caller, 'createTransfer', { body: { payee, ...twd('20') }, headers });
  await send('idempotency_key_reused', { amount: '21' }, rich, headers);
  await refused(rich.caller, 'cancelTransfer', 'transfer_not_cancellable', { id: sent.id, body: {} });
  const back = await lookUp(stage, friend, rich);
  await send('limit_exceeded', { payee: back, amount: '4100' }, friend);
  await send('consent_required', { payee: await lookUp(stage, phoned, rich) }, phoned);
  await refusedInCrowd({
    caller: rich.caller,
    operation: 'createTransfer',
    code: 'too_many_scheduled',
    step: { body: { payee, ...twd('1'), at: dayFromNow(2) } },
    count: MAX_SCHEDULED + 1,
  });
}

/** Signs transfers wrongly, without a PIN, without money, and on a phone that is too new. */
export async function sendUnsigned(stage: RefusalStage): Promise<void> {
  const { refused, rich, phoned, outside } = stage;
  const payee = await lookUp(stage, phoned, rich);
  const send = (code: string, amount: string, by: Resident = phoned, more: object = {}) => {
    const key = `signed-${outside.nextNumber()}`;
    const transfer = { payee, ...twd(amount) };
    const claims = { ...transfer, message: null, at: null, nonce: key, ...more };
    const body = { ...transfer, intent: signedBy(by, 'transfer+jws', claims) };
    return refused(by.caller, 'createTransfer', code, { body, headers: { 'idempotency-key': key } });
  };
  await send('intent_invalid', '20', phoned, { amount: '2' });
  await send('insufficient_funds', '2900');
  await send('pin_required', '3100');
  await send('device_is_new', '1100', await enrolAnother(stage, phoned));
}

/** Asks for money in ways that ask nobody. */
export async function requestOddly(stage: RefusalStage): Promise<void> {
  const { ask, refused, rich, friend, operator, outside } = stage;
  const payee = await lookUp(stage, rich, friend);
  const payers = [{ payee, amount: '10' }];
  const request = (code: string, more: object, step: WrongStep = {}) =>
    refused(rich.caller, 'createMoneyRequest', code, { ...step, body: { payers, currency: 'TWD', ...more } });
  const own = await lookUp(stage, rich, rich);
  await request('self_request', { payers: [{ payee: own, amount: '10' }] });
  await request('payee_token_expired', { payers: [{ payee: `pye_${NOTHING}`, amount: '10' }] });
  await request('split_too_small', { payers: [{ payee }], total: '1', include_me: true });
  await request('expires_at_out_of_range', { expires_at: dayFromNow(-1) });
  const headers = { 'idempotency-key': `asked-${outside.nextNumber()}` };
  await ask(rich.caller, 'createMoneyRequest', { body: { payers, currency: 'TWD' }, headers });
  await request('idempotency_key_reused', { message: 'Dinner' }, { headers });
  const body = { name: 'Yun', bank_account: '700000000001' };
  const { id, token } = await ask(operator, 'createResident', { body });
  const forgotten = bearer('resident who was erased', 'residentSandbox', token);
  await ask(operator, 'erasePersonalData', { id });
  const { payee: known } = await ask(forgotten, 'lookUpPayee', { body: { wallet: rich.wallet } });
  await refused(forgotten, 'createMoneyRequest', 'resident_erased', {
    body: { payers: [{ payee: known, amount: '10' }], currency: 'TWD' },
  });
}

/** Shares that somebody has answered, taken back or forgotten. */
export async function answerSharesAgain(stage: RefusalStage): Promise<void> {
  const { ask, refused, refusedInCrowd, rich, friend, sql } = stage;
  const payee = await lookUp(stage, rich, friend);
  const body = { payers: [{ payee, amount: '10' }], currency: 'TWD' };
  const shareOf = async () => {
    const { shares } = await ask(rich.caller, 'createMoneyRequest', { body });
    return String(shares[0].id);
  };
  const paid = await shareOf();
  await ask(friend.caller, 'payShare', { id: paid, body: {} });
  await refused(friend.caller, 'payShare', 'share_already_paid', { id: paid, body: {} });
  await refused(friend.caller, 'declineShare', 'share_already_paid', { id: paid, body: {} });
  const declined = await shareOf();
  await ask(friend.caller, 'declineShare', { id: declined, body: {} });
  await refused(friend.caller, 'payShare', 'share_declined', { id: declined, body: {} });
  const cancelled = await shareOf();
  await ask(rich.caller, 'cancelShare', { id: cancelled, body: {} });
  await refused(friend.caller, 'payShare', 'share_cancelled', { id: cancelled, body: {} });
  const late = await shareOf();
  await sql(`update transactions.money_requests set created_at = created_at - interval '30 days',
    expires_at = expires_at - interval '30 days' where id =
    (select id from transactions.money_requests order by created_at desc limit 1)`);
  await refused(friend.caller, 'payShare', 'share_expired', { id: late, body: {} });
  await refusedInCrowd({
    caller: rich.caller,
    operation: 'createMoneyRequest',
    code: 'too_many_requests_open',
    step: { body },
    count: MAX_OPEN + 1,
  });
}
