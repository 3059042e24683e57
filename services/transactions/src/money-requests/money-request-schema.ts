import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields, moneyWireObject } from '../http/wire-fields.ts';
import { MAX_MESSAGE_LENGTH } from '../transfers/transfer-schema.ts';
import type { AskedAmounts, ReadMoneyRequest } from './create-money-request.ts';
import { type Share, type ShareStatus, shareStatusAt } from './money-request.ts';
import type { AskedShare } from './share-store.ts';

const MAX_PAYERS = 20;

/** Either each payer has an amount, or there is a total to be split. */
export function createMoneyRequestBody(city: CurrencyCode) {
  const { amount, currency } = moneyFields(city);
  return z
    .strictObject({
      payers: z
        .array(z.strictObject({ payee: publicIdField('pye'), amount: amount.optional() }))
        .min(1)
        .max(MAX_PAYERS),
      total: amount.optional(),
      include_me: z.boolean().default(false),
      currency,
      message: printableText(MAX_MESSAGE_LENGTH).optional(),
      expires_at: z.iso
        .datetime()
        .transform((text) => new Date(text))
        .optional(),
    })
    .transform(({ payers, total, include_me: withAsker, ...rest }, context) => {
      const payeeTokens = payers.map(({ payee }) => payee);
      const each = payers.flatMap(({ amount: one }) => one ?? []);
      const amounts = amountsOf(each, payers.length, total, withAsker);
      if (amounts !== undefined) return { ...rest, payeeTokens, amounts };
      const message = 'Send an amount for each payer, or a total to be split evenly.';
      context.addIssue({ code: 'custom', params: { code: 'amounts_or_total' }, path: ['total'], message });
      return z.NEVER;
    });
}

function amountsOf(
  each: readonly bigint[],
  payers: number,
  totalMinor: bigint | undefined,
  withAsker: boolean,
): AskedAmounts | undefined {
  if (totalMinor !== undefined) return each.length === 0 ? { totalMinor, withAsker } : undefined;
  return each.length === payers && !withAsker ? { each } : undefined;
}

const SHARE_STATUSES = ['pending', 'paid', 'declined', 'cancelled', 'expired'] as const;

const shareFacts = {
  id: idWire('shr'),
  status: z.enum(SHARE_STATUSES),
  finished: z.boolean(),
  ...moneyWireFields,
  decided_at: instantWire.nullable(),
};

/** A share as who asked sees it. */
export const askedShareWire = z.strictObject({
  ...shareFacts,
  payer: z.strictObject({ name: z.string().nullable() }),
});

export const moneyRequestWire = z.strictObject({
  id: idWire('mrq'),
  total: moneyWireObject,
  paid: moneyWireObject.meta({ description: 'What has been paid of it.' }),
  message: z.string().nullable(),
  shares: z.array(askedShareWire),
  created_at: instantWire,
  expires_at: instantWire,
});

/** A share as who is to pay it sees it. */
export const payableShareWire = z.strictObject({
  ...shareFacts,
  asker: z.strictObject({ name: z.string().nullable() }),
  payee: idWire('wal').meta({ description: "The asker's wallet: signed together with share and amount." }),
  message: z.string().nullable(),
  created_at: instantWire,
  expires_at: instantWire,
});

/** A money request on the wire, as it stands at an instant. Its members come in one order. */
export function printMoneyRequest({ request, shares, details }: ReadMoneyRequest, now: Date) {
  const { currency } = request;
  const paid = shares.filter(({ decision }) => decision === 'paid');
  return {
    id: formatPublicId('mrq', request.id),
    total: moneyWire(sumOf(shares), currency),
    paid: moneyWire(sumOf(paid), currency),
    message: details?.message ?? null,
    shares: shares.map((share) =>
      printAskedShare({ share, request }, details?.payerNames[share.position] ?? null, now),
    ),
    created_at: request.createdAt.toISOString(),
    expires_at: request.expiresAt.toISOString(),
  };
}

/** A share and the request that it is of, whoever looks at it. */
type ShareOfRequest = Pick<AskedShare, 'share' | 'request'>;

export function printAskedShare(asked: ShareOfRequest, name: string | null, now: Date) {
  return { ...printShareFacts(asked, now), payer: { name } };
}

/** A share with what its payer may read of the request. */
export interface PayableShare extends AskedShare {
  readonly askerName: string | null;
  readonly message: string | null;
}

export function printPayableShare(payable: PayableShare, now: Date) {
  const { request, askerName, askerWallet, message } = payable;
  return {
    ...printShareFacts(payable, now),
    asker: { name: askerName },
    payee: formatPublicId('wal', askerWallet),
    message,
    created_at: request.createdAt.toISOString(),
    expires_at: request.expiresAt.toISOString(),
  };
}

function printShareFacts({ share, request }: ShareOfRequest, now: Date) {
  const status: ShareStatus = shareStatusAt(share, request, now);
  return {
    id: formatPublicId('shr', share.id),
    status,
    finished: status !== 'pending',
    ...moneyWire(share.amountMinor, request.currency),
    decided_at: share.decidedAt?.toISOString() ?? null,
  };
}

function sumOf(shares: readonly Share[]): bigint {
  return shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
