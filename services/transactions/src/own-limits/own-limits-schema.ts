import { PURPOSES } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { currencyWire, instantWire, moneyWireObject } from '../http/wire-fields.ts';
import { pinField } from '../pins/pin-schema.ts';
import type { ClassLimits } from '../wallets/account-class.ts';
import { type OwnCaps, ownLimitsAt } from './own-limits.ts';
import type { WalletLimits } from './wallet-limits-store.ts';

/** The whole of what the holder wants; null for no limit of one's own. */
export function setOwnLimitsBody(city: CurrencyCode) {
  const cap = z.strictObject(moneyFields(city)).nullable();
  return z.strictObject({ single: cap, day: cap, month: cap, pin: pinField.optional() });
}

type Wanted = Record<'single' | 'day' | 'month', { readonly amount: bigint } | null>;

export function wantedCaps({ single, day, month }: Wanted): OwnCaps {
  return {
    singleMinor: single?.amount ?? null,
    dayMinor: day?.amount ?? null,
    monthMinor: month?.amount ?? null,
  };
}

const capWire = moneyWireObject.nullable();
const capsWire = { single: capWire, day: capWire, month: capWire };

/** What `printWalletLimits` prints, as it is described. */
export const walletLimitsWire = z
  .strictObject({
    currency: currencyWire,
    account_class: z
      .strictObject({
        name: z.string(),
        balance: capWire.meta({ description: 'The most that may be in the wallet.' }),
        limits: z.array(
          z.strictObject({
            name: z.string(),
            direction: z.enum(['paid', 'received']),
            purposes: z.array(z.enum(PURPOSES)),
            ...capsWire,
          }),
        ),
      })
      .nullable(),
    own: z.strictObject(capsWire).meta({ description: 'For payments and transfers together.' }),
    pending: z.strictObject({ ...capsWire, effective_at: instantWire }).nullable(),
  })
  .meta({ id: 'WalletLimits' });

/** The limits of a wallet as they are at an instant, and the raise that waits. */
export function printWalletLimits(
  { own, accountClass }: WalletLimits,
  ofClass: ClassLimits | undefined,
  currency: CurrencyCode,
  at: Date,
) {
  const { current, pending } = ownLimitsAt(own, at);
  const money = (minor: bigint | null) => (minor === null ? null : moneyWire(minor, currency));
  const caps = ({ singleMinor, dayMinor, monthMinor }: OwnCaps) => ({
    single: money(singleMinor),
    day: money(dayMinor),
    month: money(monthMinor),
  });
  const rules = ofClass?.rules.map(({ name, direction, purposes, ...rule }) => ({
    name,
    direction,
    purposes,
    ...caps(rule),
  }));
  return {
    currency,
    account_class:
      accountClass === null || ofClass === undefined
        ? null
        : { name: accountClass, balance: money(ofClass.balanceCapMinor), limits: rules },
    own: caps(current),
    pending: pending === null ? null : { ...caps(pending.caps), effective_at: pending.from.toISOString() },
  };
}
