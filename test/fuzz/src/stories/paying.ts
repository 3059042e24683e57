import { randomBytes } from 'node:crypto';
import type { DeviceKeyPair } from '@tamsui/testing/device-key-pair';
import type { Told } from '../ask.ts';
import type { Merchant, Resident, Stage } from '../parties.ts';
import { twd } from '../parties.ts';

/** More than a payment may be without the resident's confirmation. */
const TO_BE_CONFIRMED = '3100';
const INTENT_LIFETIME_S = 100;

export async function payAtTill(
  { ask, random }: Stage,
  resident: Resident,
  merchant: Merchant,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Told> {
  const { code } = await ask(resident.caller, 'createPaymentCode', { body: {} });
  const order_reference = `F-${random.below(1_000_000_000)}`;
  const sale = { ...twd('100'), terminal: merchant.terminal, order_reference, confirm_duplicate: true };
  return ask(merchant.caller, 'createPayment', { body: { code, ...sale, ...more } });
}

/** Pays with a code of the phone, and gets some of it back. */
export async function payAndRefund(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { id, order_reference } = await payAtTill(stage, resident, merchant);
  await ask(merchant.caller, 'getPayment', { id });
  await ask(resident.caller, 'getPayment', { id });
  await ask(merchant.caller, 'listPayments', { query: { order_reference } });
  const refund = await ask(merchant.cashier, 'createRefund', {
    id,
    body: { ...twd('40'), reason: { code: 'other' } },
  });
  await ask(merchant.caller, 'getRefund', { id: refund.id });
  await ask(merchant.caller, 'listRefunds', { id });
}

/** Sets money aside, takes a part, and lets the rest go. */
export async function captureAndVoid(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { id } = await payAtTill(stage, resident, merchant, { capture: 'manual' });
  await ask(merchant.caller, 'createCapture', { id, body: twd('30') });
  await ask(merchant.caller, 'listCaptures', { id });
  await ask(merchant.caller, 'voidPayment', { id });
}

/** Pays so much that the phone asks first. */
export async function confirmOrDecline(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  await payAtTill(stage, resident, merchant, { amount: TO_BE_CONFIRMED });
  const { data } = await ask(resident.caller, 'listPaymentConfirmations');
  const waiting = data.at(-1);
  if (waiting === undefined) return;
  if (random.chance(0.3)) await ask(resident.caller, 'declinePayment', { id: waiting.id });
  else
    await ask(resident.caller, 'confirmPayment', {
      id: waiting.id,
      body: consentTo(stage, resident, waiting),
    });
}

/** What a phone says yes with: its signature over the terms, or the PIN. */
function consentTo({ random }: Stage, { phone, wallet }: Resident, waiting: Told): object {
  if (phone === undefined) return {};
  if (random.chance(0.2)) return { pin: phone.pin };
  const { id: payment, payee, order_reference, amount, currency } = waiting;
  const exp = Math.floor(Date.now() / 1_000) + INTENT_LIFETIME_S;
  const terms = { payment, payee, order_reference, amount, currency };
  const claims = { v: 1, device: phone.deviceId, payer: wallet, ...terms, exp };
  return { intent: phone.key.signJws({ typ: 'pay-confirm+jws', kid: phone.deviceId }, claims) };
}

/** Scans what the shop shows, and pays. */
export async function payShopCode(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { terminal } = merchant;
  const sale = { ...twd('70'), terminal, order_reference: `S-${random.below(1_000_000_000)}` };
  const shown = random.chance(0.6)
    ? await ask(merchant.caller, 'createShopCode', { body: sale })
    : await ask(merchant.caller, 'getSticker', { id: terminal });
  const read = await ask(resident.caller, 'readShopCode', { body: { text: shown.text } });
  const [shop_code, order_reference] = [read.sale?.id ?? null, read.sale?.order_reference ?? null];
  if (resident.phone === undefined) {
    const body = { terminal, shop_code, ...twd('70') };
    await ask(resident.caller, 'payShopCodeInSandbox', { body });
  } else {
    const sold = { payee: read.merchant.id, terminal, shop_code, order_reference, ...twd('70') };
    const claims = { v: 1, device: resident.phone.deviceId, payer: resident.wallet, ...sold };
    const intent = signedIntent(resident.phone.key, resident.phone.deviceId, claims);
    await ask(resident.caller, 'payShopCode', { body: { intent } });
  }
  if (shop_code !== null) await ask(merchant.caller, 'getShopCode', { id: shop_code });
}

function signedIntent(key: DeviceKeyPair, kid: string, claims: object): string {
  const iat = Math.floor(Date.now() / 1_000);
  const nonce = randomBytes(16).toString('base64url');
  const payload = { ...claims, nonce, iat, exp: iat + INTENT_LIFETIME_S };
  return key.signJws({ typ: 'pay+jws', kid }, payload);
}

/** A till that does not know what became of its order. */
export async function cancelOrder(stage: Stage): Promise<void> {
  const { ask, random, people } = stage;
  const [resident, merchant] = [random.pick(people.residents), random.pick(people.merchants)];
  const { order_reference } = await payAtTill(stage, resident, merchant);
  const cancelled = await ask(merchant.caller, 'createCancellation', { body: { order_reference } });
  await ask(merchant.caller, 'getCancellation', { id: cancelled.id });
  await ask(merchant.caller, 'getMerchantBalance');
}
