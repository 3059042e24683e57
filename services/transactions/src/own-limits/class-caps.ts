import type { LimitRule } from '@tamsui/ledger-client';
import type { ClassLimits } from '../wallets/account-class.ts';
import { lower, OWN_CAPS, type OwnCaps } from './own-limits.ts';

/** What a class allows to be paid with, as far as it says. */
export function paymentCapsOf(limits: ClassLimits | undefined): OwnCaps {
  const rules = limits?.rules.filter(isAboutPayments) ?? [];
  const lowest = (cap: keyof OwnCaps) =>
    rules.reduce<bigint | null>((found, rule) => lower(found, rule[cap]), null);
  return {
    singleMinor: lowest('singleMinor'),
    dayMinor: lowest('dayMinor'),
    monthMinor: lowest('monthMinor'),
  };
}

function isAboutPayments({ direction, purposes }: LimitRule): boolean {
  return direction === 'paid' && (purposes.length === 0 || purposes.includes('payment'));
}

/** The first of the wanted caps that is higher than the class's, with the class's; undefined when none is. */
export function capAboveClass(
  wanted: OwnCaps,
  ofClass: OwnCaps,
): { readonly cap: keyof OwnCaps; readonly capMinor: bigint } | undefined {
  for (const cap of OWN_CAPS) {
    const [asked, allowed] = [wanted[cap], ofClass[cap]];
    if (asked !== null && allowed !== null && asked > allowed) return { cap, capMinor: allowed };
  }
  return undefined;
}
