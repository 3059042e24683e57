import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { directDebit } from './bank.ts';
import { isFinished, type TopUp } from './top-up.ts';

export function createTopUpBody(city: CurrencyCode) {
  return z.strictObject(moneyFields(city));
}

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
export const bankMessage = z.object({ type: z.string().max(100), data: z.unknown() });

/** What a message about a direct debit is about; the message's type says how it ended. */
export const toldDirectDebit = directDebit.omit({ status: true });
