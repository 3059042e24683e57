import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import { directDebit } from './bank.ts';
import { isFinished, type TopUp } from './top-up.ts';

export function createTopUpBody(city: CurrencyCode) {
  return z.strictObject(moneyFields(city));
}

/** What `printTopUp` prints, as it is described. */
export const topUpWire = z
  .strictObject({
    id: idWire('top'),
    status: z.enum(['pending', 'succeeded', 'failed']),
    finished: z.boolean(),
    ...moneyWireFields,
    failure: z.strictObject({ code: z.string() }).optional(),
    created_at: instantWire,
  })
  .meta({ id: 'TopUp' });

/** A top-up on the wire: pending until it succeeded or failed, whatever goes on behind. */
export function printTopUp(topUp: TopUp) {
  const finished = isFinished(topUp.status);
  return {
    id: formatPublicId('top', topUp.id),
    status: finished ? topUp.status : 'pending',
    finished,
    ...moneyWire(topUp.amountMinor, topUp.currency),
    ...(topUp.failureCode === null ? {} : { failure: { code: topUp.failureCode } }),
    created_at: topUp.createdAt.toISOString(),
  };
}

/** The answer to the request itself, and to every retry of it: how it was at that moment. */
export function printRequestedTopUp(topUp: TopUp) {
  return printTopUp({ ...topUp, status: 'requested', failureCode: null });
}

/** A bank's message. What it says besides is its own business, and other kinds of messages are not for us. */
export const bankMessage = z.object({
  type: z.string().max(100),
  data: z.unknown().meta({ description: 'What the message is about, for example a direct debit.' }),
});

/** What a message about a direct debit is about; the message's type says how it ended. */
export const toldDirectDebit = directDebit.omit({ status: true });
