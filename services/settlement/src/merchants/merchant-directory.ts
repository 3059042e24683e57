import { Fault } from '@tamsui/errors';
import { parsePublicId, type Uuid } from '@tamsui/ids';
import { CURRENCIES, type CurrencyCode } from '@tamsui/money';
import type { JsonClient } from '@tamsui/platform/http-client';
import { z } from 'zod';
import type { FeeBand } from '../fees/fee-band.ts';

/** A merchant as services/transactions knows it now. */
export interface Merchant {
  readonly id: Uuid;
  readonly name: string;
  /** Every fee that was announced, so that a late day can be settled at the fee of that day. */
  readonly feeBands: readonly FeeBand[];
  readonly payoutAccount: {
    readonly holderName: string;
    readonly bankCode: string;
    readonly accountNumber: string;
  };
  readonly payableAccount: Uuid;
  readonly currency: CurrencyCode;
}

export interface MerchantPage {
  readonly merchants: readonly Merchant[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

export interface MerchantDirectory {
  /** @throws Fault `transactions_unavailable`, retryable; or `merchants_not_understood` */
  page(cursor: string | undefined): Promise<MerchantPage>;
}

const PAGE_SIZE = 100;

const merchantWire = z
  .object({
    id: z.string().transform((text, context) => {
      const id = parsePublicId('mer', text);
      if (id !== undefined) return id;
      context.addIssue({ code: 'custom', message: 'must be an id that begins with mer_' });
      return z.NEVER;
    }),
    name: z.string(),
    fee_bands: z
      .array(z.object({ basis_points: z.number().int().min(0).max(10_000), effective_from: z.iso.date() }))
      .min(1),
    // As strict as a bank file: what it cannot carry must be known before money moves.
    payout_account: z.object({
      holder_name: z.string(),
      bank_code: z.string().regex(/^[0-9A-Za-z]{1,35}$/),
      account_number: z.string().regex(/^[0-9A-Za-z]{1,34}$/),
    }),
    payable_account: z.uuid(),
    currency: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]),
  })
  .transform(({ id, name, currency, ...wire }) => ({
    id,
    name,
    currency,
    feeBands: wire.fee_bands.map((band) => ({
      basisPoints: band.basis_points,
      effectiveFrom: band.effective_from,
    })),
    payableAccount: wire.payable_account,
    payoutAccount: {
      holderName: wire.payout_account.holder_name,
      bankCode: wire.payout_account.bank_code,
      accountNumber: wire.payout_account.account_number,
    },
  }));

const pageWire = z.object({
  data: z.array(merchantWire),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

/** Reads merchants over HTTP with the operator's token. */
export function createMerchantDirectory(http: JsonClient): MerchantDirectory {
  return {
    page: async (cursor) => {
      const query = { limit: String(PAGE_SIZE), ...(cursor === undefined ? {} : { cursor }) };
      const { status, body } = await http.send({ method: 'GET', path: '/v1/merchants', query });
      if (status !== 200) throw notUnderstood(`The answer was ${status}.`, body);
      const parsed = pageWire.safeParse(body);
      if (!parsed.success) throw notUnderstood('The list of merchants is not as agreed.', parsed.error);
      const { data, has_more, next_cursor } = parsed.data;
      return { merchants: data, next: has_more ? (next_cursor ?? undefined) : undefined };
    },
  };
}

function notUnderstood(message: string, cause: unknown): Fault {
  return new Fault('merchants_not_understood', message, { cause, retryable: false });
}
