import { formatPublicId } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import type { ApiKey, Merchant, Store, Terminal } from './merchant.ts';

const MAX_NAME_LENGTH = 100;
const MAX_HOLDER_NAME_LENGTH = 70;

const name = printableText(MAX_NAME_LENGTH);

export const createMerchantBody = z.strictObject({
  name,
  fee_basis_points: z.number().int().min(0).max(10_000),
  payout_account: z.strictObject({
    holder_name: printableText(MAX_HOLDER_NAME_LENGTH),
    bank_code: z.string().regex(/^[0-9A-Z]{3,11}$/, 'must have 3 to 11 digits or capital letters'),
    account_number: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must have 6 to 34 digits or capital letters'),
  }),
});

/** Stores, terminals and API keys need no more than a name. */
export const namedBody = z.strictObject({ name });

/** A merchant as the operator and settlement see it. */
export function printMerchant(merchant: Merchant) {
  return {
    id: formatPublicId('mer', merchant.id),
    name: merchant.name,
    fee_basis_points: merchant.feeBasisPoints,
    payout_account: {
      holder_name: merchant.payoutAccount.holderName,
      bank_code: merchant.payoutAccount.bankCode,
      account_number: merchant.payoutAccount.accountNumber,
    },
    payable_account: merchant.payableAccount,
    currency: merchant.currency,
    created_at: merchant.createdAt.toISOString(),
  };
}

export function printStore(store: Store) {
  return {
    id: formatPublicId('sto', store.id),
    merchant: formatPublicId('mer', store.merchantId),
    name: store.name,
    created_at: store.createdAt.toISOString(),
  };
}

export function printTerminal(terminal: Terminal) {
  return {
    id: formatPublicId('ter', terminal.id),
    store: formatPublicId('sto', terminal.storeId),
    name: terminal.name,
    created_at: terminal.createdAt.toISOString(),
  };
}

/** A key that was just made; `key` is the secret, shown this once. */
export function printNewApiKey(apiKey: ApiKey, secret: string) {
  return {
    id: formatPublicId('key', apiKey.id),
    merchant: formatPublicId('mer', apiKey.merchantId),
    name: apiKey.name,
    prefix: apiKey.prefix,
    key: secret,
    created_at: apiKey.createdAt.toISOString(),
  };
}
