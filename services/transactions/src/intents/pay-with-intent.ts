import { type Refusal, type Result, refuse } from '@tamsui/errors';
import { commandId, fingerprintOf } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Device } from '../devices/device.ts';
import { type PaidShopCode, type PayShopCodeDeps, payShopCode } from '../shop-codes/pay-shop-code.ts';
import type { DeclineReason, ShopPaymentRefusalCode } from '../shop-codes/shop-payment-errors.ts';
import { judgeDevice } from '../wallets/device-caps.ts';
import type { FindDevice } from './device-keys.ts';
import type { IntentRefusalCode } from './intent-errors.ts';
import { untimely } from './intent-time.ts';
import { createIntentReader, isSignedBy, type PaymentIntent } from './payment-intent.ts';

export interface PayWithIntentDeps extends PayShopCodeDeps {
  readonly findDevice: FindDevice;
  readonly currency: CurrencyCode;
}

/** What became of an intent, and whether that was decided before. */
export interface IntentDecision {
  readonly replayed: boolean;
  readonly result: Result<PaidShopCode, Refusal<IntentRefusalCode | ShopPaymentRefusalCode>>;
}

/**
 * Pays what a resident's device has signed, and nothing else: payee, terminal, amount and order are those of the
 * signature. The nonce makes it happen at most once; the same intent again has the answer of the first.
 *
 * What is wrong with an intent itself stays wrong for ever and is refused here. What depends on time, devices or codes
 * may have been right a moment ago, and is decided in the ledger.
 */
export async function payWithIntent(
  deps: PayWithIntentDeps,
  payer: ResidentPrincipal,
  text: string,
): Promise<IntentDecision> {
  const read = createIntentReader(deps.currency)(text);
  if (!read.ok) return { replayed: false, result: read };
  const intent = read.value;
  const device = isOf(payer, intent) ? await deps.findDevice(intent.device, payer.residentId) : undefined;
  if (device === undefined) return refused('intent_not_yours');
  if (!(await isSignedBy(device.publicKey, text))) return refused('intent_signature_wrong');
  return payShopCode(deps, {
    payer,
    paymentId: commandId(['device', intent.device, 'POST /v1/payments/shop-code'], intent.nonce),
    fingerprint: fingerprintOf({ intent: intent.signedText }),
    payeeId: intent.payee,
    terminalId: intent.terminal,
    shopCodeId: intent.shopCode,
    orderReference: intent.orderReference,
    amountMinor: intent.amountMinor,
    currency: intent.currency,
    objection: objectionTo(payer, intent, device, deps.clock.now()),
  });
}

/** What stands against what is signed, with time or device; for the ledger to say. */
function objectionTo(
  payer: ResidentPrincipal,
  intent: PaymentIntent,
  { removedAt }: Pick<Device, 'removedAt'>,
  now: Date,
): DeclineReason | null {
  if (removedAt !== null) return 'device_revoked';
  const late = untimely(intent, now);
  if (late !== null) return late;
  return judgeDevice(payer, 'payment', intent.amountMinor, now).ok ? null : 'device_is_new';
}

/** A device signs for the wallet of its own resident, under its own name, in a session of its own. */
function isOf({ deviceId, walletId }: ResidentPrincipal, { keyId, device, payer }: PaymentIntent): boolean {
  return device === deviceId && keyId === device && payer === walletId;
}

function refused(code: IntentRefusalCode): IntentDecision {
  return { replayed: false, result: refuse(code) };
}
