import { formatPublicId } from '@tamsui/ids';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { phoneNumberField } from '../personal-data/phone-number.ts';
import type { PayeeLookup, PayeeNumber } from './payee.ts';

/** Whom to look up: by exactly one of the two. */
export const payeeLookupBody = z
  .strictObject({ phone: phoneNumberField.optional(), wallet: publicIdField('wal').optional() })
  .transform(({ phone, wallet }, context): PayeeNumber => {
    if (phone !== undefined && wallet === undefined) return { phone };
    if (wallet !== undefined && phone === undefined) return { wallet };
    const message = 'Send either a phone number or a wallet id.';
    context.addIssue({ code: 'custom', params: { code: 'one_of_phone_wallet' }, path: ['phone'], message });
    return z.NEVER;
  });

export const payeeWire = z.strictObject({
  payee: idWire('pye').meta({ description: 'Send it as the payee of a transfer; nobody else can.' }),
  name: z
    .string()
    .meta({ description: 'The masked name. Ask the resident to compare it.', example: '林○美' }),
  expires_at: instantWire,
});

export function printPayee({ id, maskedName, expiresAt }: PayeeLookup): z.input<typeof payeeWire> {
  return { payee: formatPublicId('pye', id), name: maskedName, expires_at: expiresAt.toISOString() };
}
