import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { moneyWire } from '../http/money-fields.ts';
import { type Route, route } from '../http/route.ts';
import { moneyWireObject } from '../http/wire-fields.ts';
import { OFFLINE_CODE_PREFIX } from '../payment-codes/payment-code.ts';
import { deviceLimit } from '../wallets/device-caps.ts';
import { deviceLimitWire } from '../wallets/limit-facts.ts';
import { enableOfflineCodes } from './enable-offline-codes.ts';
import { STEP_MS } from './offline-code.ts';
import { policyAt, usageOf } from './offline-code-store.ts';
import { type OfflinePolicy, type OfflineUsage, windowsAt } from './offline-policy.ts';

export interface OfflineCodeRoutesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
}

const OFFLINE_CODE_REFUSALS: RefusalStatuses<'device_required' | 'offline_codes_not_offered'> = {
  device_required: { status: 409, detail: 'Only a device that was enrolled has the secret that codes need.' },
  offline_codes_not_offered: { status: 409, detail: 'No caps are in force, so no code is taken.' },
};

const windowWire = z.strictObject({
  cap: moneyWireObject,
  used: moneyWireObject,
  payments: z.number().int().meta({ description: 'How many payments at the most.' }),
  payments_used: z.number().int(),
});

const offlineCodesWire = z
  .strictObject({
    prefix: z.string(),
    alias: z.string().regex(/^[0-9]{8}$/),
    step_seconds: z.number().int(),
    single_cap: moneyWireObject,
    last_24_hours: windowWire,
    last_30_days: windowWire,
    device_limit: deviceLimitWire,
  })
  .meta({
    id: 'OfflineCodes',
    description:
      'A code is the prefix, the alias, nine digits and a check digit (Damm). The nine are the last of the number in ' +
      "the first eight bytes of HMAC-SHA-256 over the step (eight bytes, big-endian) with the device's offline secret.",
  });

/** Paying while the phone has no network and the till has. */
export function offlineCodeRoutes(deps: OfflineCodeRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/offline-codes',
      operation: 'enableOfflineCodes',
      tag: 'Payment codes',
      summary:
        "Get what this device needs to make codes without a network, and what is left of the wallet's caps",
      access: { resident: 'general' },
      answers: { 200: offlineCodesWire },
      refusals: [OFFLINE_CODE_REFUSALS],
      handle: async ({ who }) => {
        const { database, clock, currency } = deps;
        const { deviceId, walletAccount } = who;
        if (deviceId === null) throw problemOfRefusal({ code: 'device_required' }, OFFLINE_CODE_REFUSALS);
        const now = clock.now();
        const policy = await policyAt(database, currency, now);
        if (policy === undefined) {
          throw problemOfRefusal({ code: 'offline_codes_not_offered' }, OFFLINE_CODE_REFUSALS);
        }
        const usage = await usageOf(database, walletAccount, windowsAt(now));
        const alias = await enableOfflineCodes(deps, deviceId);
        const device_limit = deviceLimit(who, 'payment', now) ?? null;
        return { status: 200, body: { ...printOfflineCodes(alias, policy, usage, currency), device_limit } };
      },
    }),
  ];
}

function printOfflineCodes(
  alias: string,
  policy: OfflinePolicy,
  usage: OfflineUsage,
  currency: CurrencyCode,
) {
  const money = (amountMinor: bigint) => moneyWire(amountMinor, currency);
  return {
    prefix: OFFLINE_CODE_PREFIX,
    alias,
    step_seconds: STEP_MS / 1_000,
    single_cap: money(policy.singleMinor),
    last_24_hours: {
      cap: money(policy.dayMinor),
      used: money(usage.dayMinor),
      payments: policy.dayCount,
      payments_used: usage.dayCount,
    },
    last_30_days: {
      cap: money(policy.monthMinor),
      used: money(usage.monthMinor),
      payments: policy.monthCount,
      payments_used: usage.monthCount,
    },
  };
}
