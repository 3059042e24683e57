import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { PERMISSIONS } from '../auth/principal.ts';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireObject } from '../http/wire-fields.ts';
import { nameField } from '../merchants/merchant-schema.ts';
import { PIN_PATTERN } from '../pins/pin.ts';
import { CASHIER_ROLES, type Cashier, permissionsOf } from './cashier.ts';
import type { SignedIn } from './sign-in-cashier.ts';

const numberField = z.string().regex(/^[0-9]{1,8}$/, 'must have 1 to 8 digits');
const pinField = z.string().regex(PIN_PATTERN, 'must have six digits');

export function createCashierBody(city: CurrencyCode) {
  return z.strictObject({
    number: numberField.meta({ description: 'What they type at the till.' }),
    name: nameField,
    role: z.enum(CASHIER_ROLES),
    refund_cap: z.strictObject(moneyFields(city)).nullable().default(null),
    pin: pinField,
  });
}

/** What is left out stays; another role starts without a cap. */
export function changeCashierBody(city: CurrencyCode) {
  return z.strictObject({
    name: nameField.optional(),
    role: z.enum(CASHIER_ROLES).optional(),
    refund_cap: z.strictObject(moneyFields(city)).nullable().optional(),
    pin: pinField.optional(),
  });
}

export const signInBody = z.strictObject({
  terminal: publicIdField('ter'),
  number: numberField,
  pin: pinField,
});

export const changePinBody = z.strictObject({ current_pin: pinField, pin: pinField });

export const cashierWire = z
  .strictObject({
    id: idWire('csh'),
    number: z.string(),
    name: z.string(),
    role: z.enum(CASHIER_ROLES),
    permissions: z.array(z.enum(PERMISSIONS)),
    refund_cap: moneyWireObject.nullable().meta({
      description:
        'The most they give back of one payment, in all refunds together; null for no cap of its own.',
    }),
    created_at: instantWire,
    removed_at: instantWire.nullable(),
  })
  .meta({ id: 'Cashier' });

export const signedInWire = z
  .strictObject({
    token: z.string().meta({ description: 'To send as Bearer until it expires; shown this once.' }),
    terminal: idWire('ter'),
    expires_at: instantWire,
    cashier: cashierWire,
  })
  .meta({ id: 'CashierSession' });

export function printCashier(cashier: Cashier, currency: CurrencyCode) {
  const { refundCapMinor } = cashier;
  return {
    id: formatPublicId('csh', cashier.id),
    number: cashier.number,
    name: cashier.name,
    role: cashier.role,
    permissions: [...permissionsOf(cashier.role)],
    refund_cap: refundCapMinor === null ? null : moneyWire(refundCapMinor, currency),
    created_at: cashier.createdAt.toISOString(),
    removed_at: cashier.removedAt?.toISOString() ?? null,
  };
}

export function printSignedIn({ cashier, terminalId, token, expiresAt }: SignedIn, currency: CurrencyCode) {
  return {
    token,
    terminal: formatPublicId('ter', terminalId),
    expires_at: expiresAt.toISOString(),
    cashier: printCashier(cashier, currency),
  };
}
