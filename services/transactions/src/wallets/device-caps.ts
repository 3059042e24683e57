import { accept, type Result, refuse } from '@tamsui/errors';
import { type CurrencyCode, formatAmount, parseAmount } from '@tamsui/money';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { LimitFacts } from './limit-facts.ts';

/** What a device may do in its first day. Amounts in minor units; null for none at all. */
export interface DeviceCaps {
  readonly until: Date;
  readonly paymentMinor: bigint | null;
  readonly transferMinor: bigint | null;
  readonly withdrawalMinor: bigint | null;
  readonly mayRaiseLimits: boolean;
}

/** In major units. Null for not at all; a currency that is not here has nothing for a new device. */
const NEW_DEVICE: Partial<Record<CurrencyCode, { readonly payment: string; readonly transfer: string }>> = {
  TWD: { payment: '3000', transfer: '1000' },
};

/**
 * The caps of a device that is still cooling down; undefined for every other. Whoever took over a sign-in enrols a
 * device of their own: these hours are what the holder has to notice it and freeze the wallet.
 */
export function deviceCaps(
  { coolingUntil, currency }: Pick<ResidentPrincipal, 'coolingUntil' | 'currency'>,
  now: Date,
): DeviceCaps | undefined {
  if (coolingUntil === null || coolingUntil <= now) return undefined;
  const caps = NEW_DEVICE[currency];
  return {
    until: coolingUntil,
    paymentMinor: minorOf(caps?.payment, currency),
    transferMinor: minorOf(caps?.transfer, currency),
    withdrawalMinor: null,
    mayRaiseLimits: false,
  };
}

function minorOf(amount: string | undefined, currency: CurrencyCode): bigint | null {
  const parsed = amount === undefined ? undefined : parseAmount(amount, currency);
  return parsed?.ok === true ? parsed.amountMinor : null;
}

/** Its name among the limits that refusals tell of. */
const NEW_DEVICE_LIMIT = 'new_device';

/** The cap is on what moves at a time, so all of it is left each time. It is zero for what the device may not do at all. */
export type DeviceRefusal = LimitFacts & { readonly code: 'device_is_new' };

export type Movement = 'payment' | 'transfer' | 'withdrawal';

/** Of a device: until when it is new, and the money it moves. */
export type DeviceAge = Pick<ResidentPrincipal, 'coolingUntil' | 'currency'>;

/** Whether the resident's device may move this much for this at this time. */
export function judgeDevice(
  device: DeviceAge,
  movement: Movement,
  amountMinor: bigint,
  now: Date,
): Result<undefined, DeviceRefusal> {
  const caps = deviceCaps(device, now);
  if (caps === undefined) return accept(undefined);
  const capMinor = caps[`${movement}Minor`];
  if (capMinor !== null && amountMinor <= capMinor) return accept(undefined);
  return refuse('device_is_new', factsOf(caps, movement, device.currency));
}

/** What a new device may move at a time; undefined for one that has no caps. */
export function deviceLimit(device: DeviceAge, movement: Movement, now: Date): LimitFacts | undefined {
  const caps = deviceCaps(device, now);
  return caps === undefined ? undefined : factsOf(caps, movement, device.currency);
}

/** The same of a cap that stood against something, told again when it may be over. */
export function pastDeviceLimit(device: DeviceAge, movement: Movement): LimitFacts {
  return deviceLimit(device, movement, BEFORE_ALL) ?? {};
}

const BEFORE_ALL = new Date(0);

function factsOf(caps: DeviceCaps, movement: Movement, currency: CurrencyCode): LimitFacts {
  const cap = { amount: formatAmount(caps[`${movement}Minor`] ?? 0n, currency), currency };
  return { limit: NEW_DEVICE_LIMIT, cap, left: cap, until: caps.until.toISOString() };
}
