import type { Resident } from '../../../fuzz/src/parties.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { withChecksum } from '../normalise.ts';
import type { RefusalStage } from './refusal-stage.ts';
import { enrolAnother, signedBy } from './signed.ts';
import { NOTHING } from './wrong-requests.ts';

const HOUR_S = 3_600;

/** Codes that a till is not given. */
export async function askForOddCodes({ ask, refused, shop, outside }: RefusalStage): Promise<void> {
  const sale = { ...twd('70'), terminal: shop.terminal, order_reference: `R-${outside.nextNumber()}` };
  const create = (code: string, more: object, headers = {}) =>
    refused(shop.caller, 'createShopCode', code, { body: { ...sale, ...more }, headers });
  await create('terminal_not_found', { terminal: `ter_${NOTHING}` });
  await create('terminal_closed', { terminal: shop.oldTerminal });
  const elsewhere = { body: { ...sale, terminal: shop.oldTerminal } };
  await refused(shop.cashier, 'createShopCode', 'other_terminal', elsewhere);
  const headers = { 'idempotency-key': `code-${outside.nextNumber()}` };
  await ask(shop.caller, 'createShopCode', { body: sale, headers });
  await create('idempotency_key_reused', { amount: '71' }, headers);
}

/** Pictures that are no code of this city, or one that somebody has changed. */
export async function readOddCodes({ ask, refused, shop, rich, outside, sql }: RefusalStage): Promise<void> {
  const order_reference = `R-${outside.nextNumber()}`;
  const sale = { ...twd('70'), terminal: shop.terminal, order_reference };
  const { text } = await ask(shop.caller, 'createShopCode', { body: sale });
  const read = (code: string, changed: string) =>
    refused(rich.caller, 'readShopCode', code, { body: { text: changed } });
  await read('shop_code_malformed', 'see you at the harbour');
  await read('shop_code_signature_wrong', withChecksum(String(text).replace('Lantern', 'Lentern')));
  await read('shop_code_unsigned', withChecksum(withoutSignature(String(text))));
  await sql(`delete from transactions.shop_codes where order_reference = '${order_reference}'`);
  await read('shop_code_not_found', text);
  const sticker = await ask(shop.caller, 'getSticker', { id: shop.terminal });
  const scan = { text: sticker.text, resident: 'with_money' };
  await refused(shop.caller, 'scanAsSimulatedResident', 'amount_required', { body: scan });
}

/** The two templates that hold the city's signature are the last parts but the checksum. */
function withoutSignature(text: string): string {
  return text.replace(/80\d{2}0009tw\.tamsui0106.*?0243.{43}81\d{2}0009tw\.tamsui0243.{43}/, '');
}

/** Pays what a shop shows, when it should not be paid so. */
export async function payOddCodes(stage: RefusalStage): Promise<void> {
  const { ask, refused, shop, rich, friend, phoned, operator, outside, sql } = stage;
  const { terminal } = shop;
  const shown = async () => {
    const order_reference = `R-${outside.nextNumber()}`;
    const { id } = await ask(shop.caller, 'createShopCode', {
      body: { ...twd('70'), terminal, order_reference },
    });
    return { id: String(id), order_reference, body: { terminal, shop_code: id, ...twd('70') } };
  };
  const pay = (code: string, body: object, payer: Resident = rich, headers = {}) =>
    refused(payer.caller, 'payShopCodeInSandbox', code, { body, headers });

  const first = await shown();
  await pay('shop_code_not_found', { ...first.body, shop_code: `shc_${NOTHING}` });
  await pay('order_differs', { ...first.body, amount: '71' });
  await pay('device_must_sign', first.body, phoned);
  await ask(operator, 'freezeResidentsWallet', { id: rich.id, body: { reason: 'suspicious' } });
  await pay('wallet_frozen', first.body);
  await ask(operator, 'unfreezeResidentsWallet', { id: rich.id, body: {} });
  const headers = { 'idempotency-key': `shop-${outside.nextNumber()}` };
  await ask(rich.caller, 'payShopCodeInSandbox', { body: first.body, headers });
  await pay('request_id_reused', { ...first.body, amount: '71' }, rich, headers);
  await pay('code_already_paid', first.body);
  await pay('terminal_closed', { terminal: shop.oldTerminal, shop_code: null, ...twd('70') });
  await pay('limit_exceeded', { terminal, shop_code: null, ...twd('4100') }, friend);
  const cancelled = await shown();
  await ask(shop.caller, 'createCancellation', { body: { order_reference: cancelled.order_reference } });
  await pay('order_cancelled', cancelled.body);
  const late = await shown();
  await sql(`update transactions.shop_codes set created_at = created_at - interval '1 hour',
    expires_at = expires_at - interval '1 hour' where order_reference = '${late.order_reference}'`);
  await pay('code_expired', late.body);
}

/** Signs what a shop shows wrongly, too early, too late or on a phone that is too new. */
export async function signOddly(stage: RefusalStage): Promise<void> {
  const { refused, shop, rich, phoned } = stage;
  const { id: payee, terminal } = shop;
  const sold = { payee, terminal, shop_code: null, order_reference: null, ...twd('70') };
  const now = Math.floor(Date.now() / 1_000);
  const sign = (code: string, claims: object, by: Resident = phoned) =>
    refused(by.caller, 'payShopCode', code, {
      body: { intent: signedBy(by, 'pay+jws', { ...sold, ...claims }) },
    });
  await refused(phoned.caller, 'payShopCode', 'intent_malformed', { body: { intent: 'yes' } });
  await sign('intent_not_yours', { payer: rich.wallet });
  const [head, payload] = signedBy(phoned, 'pay+jws', sold).split('.');
  const [, , other] = signedBy(phoned, 'pay+jws', { ...sold, amount: '1' }).split('.');
  const intent = [head, payload, other].join('.');
  await refused(phoned.caller, 'payShopCode', 'intent_signature_wrong', { body: { intent } });
  await sign('intent_expired', { iat: now - HOUR_S, exp: now - HOUR_S + 60 });
  await sign('intent_not_yet', { iat: now + HOUR_S, exp: now + HOUR_S + 60 });
  await sign('payee_differs', { payee: `mer_${NOTHING}` });
  await sign('insufficient_funds', { amount: '90000' });
  const second = await enrolAnother(stage, phoned);
  await sign('device_is_new', { amount: '3100' }, second);
}
