import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type CurrencyCode, formatAmount, type MoneyWire } from '@tamsui/money';
import { dateInZone } from '@tamsui/platform/clock';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { type PinRefusal, requirePin, type VerifyPinDeps } from '../pins/verify-pin.ts';
import { classLimitsAt } from '../wallets/account-class.ts';
import { type DeviceRefusal, deviceCaps } from '../wallets/device-caps.ts';
import { type ChangeLimitsDeps, changeLimits, type LimitChange } from './change-limits.ts';
import { capAboveClass, paymentCapsOf } from './class-caps.ts';
import { changeOwnLimits, isSameLimits, type OwnCaps, type OwnLimits, ownLimitsAt } from './own-limits.ts';
import { findWalletLimits, type WalletLimits } from './wallet-limits-store.ts';

export interface OwnLimitsDeps extends ChangeLimitsDeps, VerifyPinDeps {
  /** Of the city: days begin at its midnight. */
  readonly timeZone: string;
}

export type OwnLimitsRefusal =
  | PinRefusal
  | DeviceRefusal
  | {
      readonly code: 'limit_above_class';
      readonly limit: 'single' | 'day' | 'month';
      readonly cap: MoneyWire;
    }
  | { readonly code: 'too_many_changes'; readonly changes_a_day: number }
  | { readonly code: 'nothing_pending' };

/** Every change stays in the ledger, so there is an end to them. Cancelling a raise does not count. */
export const MAX_CHANGES_A_DAY = 10;

const WIRE_NAMES = { singleMinor: 'single', dayMinor: 'day', monthMinor: 'month' } as const;

/**
 * Sets the holder's own limits. What is lower holds at once; what is higher needs the PIN, no new device, and a day of
 * patience. Asking for the same again changes nothing.
 */
export async function setOwnLimits(
  deps: OwnLimitsDeps,
  resident: ResidentPrincipal,
  asked: { readonly wanted: OwnCaps; readonly pin: string | undefined },
): Promise<Result<undefined, OwnLimitsRefusal>> {
  const { wanted, pin } = asked;
  const limits = await readWalletLimits(deps, resident.walletId);
  const above = judgeClass(deps, limits, wanted, resident.currency);
  if (!above.ok) return above;
  const raises = isRaise(limits, wanted, deps.clock.now());
  const confirmed = raises ? await confirmRaise(deps, resident, pin) : accept(undefined);
  if (!confirmed.ok) return confirmed;
  return changeLimits<OwnLimitsRefusal>(deps, resident.walletId, async (current) => {
    const now = deps.clock.now();
    const own = changeOwnLimits(current.own, wanted, now);
    if (isSameLimits(own, ownLimitsAt(current.own, now))) return accept(undefined);
    // Another change came between: what was no raise a moment ago is one now.
    if (!raises && isRaise(current, wanted, now)) return refuse('pin_required');
    return counted(deps, current, own);
  });
}

/** Takes back a raise that waits. It never comes into force, whatever instant it was planned for. */
export async function cancelRaise(
  deps: OwnLimitsDeps,
  { walletId }: ResidentPrincipal,
): Promise<Result<undefined, OwnLimitsRefusal>> {
  return changeLimits<OwnLimitsRefusal>(deps, walletId, async (limits) => {
    const { current, pending } = ownLimitsAt(limits.own, deps.clock.now());
    return pending === null ? refuse('nothing_pending') : accept({ own: { current, pending: null } });
  });
}

export async function readWalletLimits(
  { database }: Pick<OwnLimitsDeps, 'database'>,
  walletId: Uuid,
): Promise<WalletLimits> {
  const limits = await findWalletLimits(database, walletId);
  invariant(limits !== undefined, 'a wallet has limits');
  return limits;
}

/** True when it would begin to wait for something that is not waiting yet. */
function isRaise({ own }: WalletLimits, wanted: OwnCaps, now: Date): boolean {
  const before = ownLimitsAt(own, now);
  const { pending } = changeOwnLimits(own, wanted, now);
  return pending !== null && pending.from.getTime() !== before.pending?.from.getTime();
}

function judgeClass(
  { classes, clock }: OwnLimitsDeps,
  { accountClass }: WalletLimits,
  wanted: OwnCaps,
  currency: CurrencyCode,
): Result<undefined, OwnLimitsRefusal> {
  const versions = accountClass === null ? [] : classes.versionsOf(accountClass);
  const above = capAboveClass(wanted, paymentCapsOf(classLimitsAt(versions, clock.now())));
  if (above === undefined) return accept(undefined);
  const cap = { amount: formatAmount(above.capMinor, currency), currency };
  return refuse('limit_above_class', { limit: WIRE_NAMES[above.cap], cap });
}

async function confirmRaise(
  deps: OwnLimitsDeps,
  resident: ResidentPrincipal,
  pin: string | undefined,
): Promise<Result<undefined, OwnLimitsRefusal>> {
  const caps = deviceCaps(resident, deps.clock.now());
  if (caps?.mayRaiseLimits === false) return refuse('device_is_new', { until: caps.until.toISOString() });
  return requirePin(deps, resident.residentId, pin);
}

function counted(
  { clock, timeZone }: OwnLimitsDeps,
  limits: WalletLimits,
  own: OwnLimits,
): Result<LimitChange, OwnLimitsRefusal> {
  const today = dateInZone(clock.now(), timeZone);
  const changes = limits.changesOn === today ? limits.changes + 1 : 1;
  if (changes > MAX_CHANGES_A_DAY) return refuse('too_many_changes', { changes_a_day: MAX_CHANGES_A_DAY });
  return accept({ own, changesOn: today, changes });
}
