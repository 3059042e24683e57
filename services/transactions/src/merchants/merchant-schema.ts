import { formatPublicId } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { bandOn, timelineOf } from '../fee-plans/fee-plan.ts';
import { currencyWire, dateWire, idWire, instantWire } from '../http/wire-fields.ts';
import { MERCHANT_KINDS, type Merchant, type PayoutAccount } from './merchant.ts';

const MAX_NAME_LENGTH = 100;
const MAX_HOLDER_NAME_LENGTH = 70;

/** What merchants, stores, tills, keys and cashiers are called. */
export const nameField = printableText(MAX_NAME_LENGTH);

export const feeBasisPointsField = z.number().int().min(0).max(10_000);

/** Somebody of the operator's staff, by the name of their own sign-in. One spelling, so that one person has one name. */
export const staffField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/, 'must have 1 to 64 of a to z, 0 to 9, ., _, @ and -')
  .meta({ description: "Who of the operator's staff does this, by the name of their own sign-in." });

export const payoutAccountField = z
  .strictObject({
    holder_name: printableText(MAX_HOLDER_NAME_LENGTH),
    bank_code: z.string().regex(/^[0-9A-Z]{3,11}$/, 'must have 3 to 11 digits or capital letters'),
    account_number: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must have 6 to 34 digits or capital letters'),
  })
  .transform(
    (wire): PayoutAccount => ({
      holderName: wire.holder_name,
      bankCode: wire.bank_code,
      accountNumber: wire.account_number,
    }),
  );

export const createMerchantBody = z.strictObject({
  name: nameField,
  fee_basis_points: feeBasisPointsField,
  payout_account: payoutAccountField,
});

export const payoutAccountWire = z.strictObject({
  holder_name: z.string(),
  bank_code: z.string(),
  account_number: z.string(),
});

/** What the printer below prints, as it is described. */
export const merchantWire = z
  .strictObject({
    id: idWire('mer'),
    kind: z.enum(MERCHANT_KINDS),
    name: z.string(),
    business_number: z.string().nullable(),
    fee_basis_points: z
      .number()
      .int()
      .meta({ description: 'In force today; of a business day, see fee_bands.' }),
    fee_bands: z.array(z.strictObject({ basis_points: z.number().int(), effective_from: dateWire })),
    payout_account: payoutAccountWire,
    payable_account: z.uuid(),
    currency: currencyWire,
    created_at: instantWire,
  })
  .meta({ id: 'Merchant' });

/** A merchant as the operator and settlement see it, on a day. */
export function printMerchant(merchant: Merchant, today: string) {
  return {
    id: formatPublicId('mer', merchant.id),
    kind: merchant.kind,
    name: merchant.name,
    business_number: merchant.businessNumber,
    fee_basis_points: bandOn(merchant.feePlan, today).basisPoints,
    fee_bands: timelineOf(merchant.feePlan).map(({ basisPoints, effectiveFrom }) => ({
      basis_points: basisPoints,
      effective_from: effectiveFrom,
    })),
    payout_account: printPayoutAccount(merchant.payoutAccount),
    payable_account: merchant.payableAccount,
    currency: merchant.currency,
    created_at: merchant.createdAt.toISOString(),
  };
}

export function printPayoutAccount({ holderName, bankCode, accountNumber }: PayoutAccount) {
  return { holder_name: holderName, bank_code: bankCode, account_number: accountNumber };
}

const DIGITS_SHOWN = 4;

/** Enough to recognise one's own account by. */
export function printMaskedPayoutAccount(account: PayoutAccount) {
  const { accountNumber } = account;
  const shown = accountNumber.slice(-DIGITS_SHOWN);
  return { ...printPayoutAccount(account), account_number: shown.padStart(accountNumber.length, '*') };
}
