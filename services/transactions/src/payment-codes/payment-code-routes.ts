import { newUuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { type Route, route } from '../http/route.ts';
import { deviceLimit } from '../wallets/device-caps.ts';
import { deviceLimitWire } from '../wallets/limit-facts.ts';
import { CODE_LENGTH, CODE_LIFETIME_MS, newPaymentCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

export interface PaymentCodeDeps {
  readonly codes: PaymentCodeStore;
  readonly clock: Clock;
}

const paymentCodeWire = z.strictObject({
  code: z
    .string()
    .regex(/^[0-9]+$/)
    .length(CODE_LENGTH),
  expires_at: z.iso.datetime(),
  device_limit: deviceLimitWire,
});

export function paymentCodeRoutes(deps: PaymentCodeDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/payment-codes',
      operation: 'createPaymentCode',
      tag: 'Payment codes',
      summary: 'Make a code for the phone to show to a till',
      access: { resident: 'general' },
      urgency: 'money',
      body: z.strictObject({}),
      answers: { 201: paymentCodeWire },
      handle: async ({ who }) => {
        const { code, expiresAt } = await issuePaymentCode(deps, who);
        const device_limit = deviceLimit(who, 'payment', deps.clock.now()) ?? null;
        return { status: 201, body: { code, expires_at: expiresAt.toISOString(), device_limit } };
      },
    }),
  ];
}

/**
 * Gives a resident a code to show: a new one each time, whatever became of the one before.
 * @param lifetimeMs less than that of others for a simulated resident alone
 */
export async function issuePaymentCode(
  { codes, clock }: PaymentCodeDeps,
  resident: ResidentPrincipal,
  lifetimeMs: number = CODE_LIFETIME_MS,
) {
  const { residentId, walletId, walletAccount, coolingUntil } = resident;
  const code = newPaymentCode();
  const expiresAt = new Date(clock.now().getTime() + lifetimeMs);
  const whose = { walletAccount, walletId, residentId, coolingUntil };
  await codes.put(code, { onceToken: newUuid(), ...whose, expiresAt });
  return { code, expiresAt };
}
