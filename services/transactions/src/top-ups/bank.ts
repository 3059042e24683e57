import { Fault } from '@tamsui/errors';
import { formatAmount } from '@tamsui/money';
import type { JsonClient, JsonResponse } from '@tamsui/platform/http-client';
import { z } from 'zod';
import type { TopUp } from './top-up.ts';

/** What a bank says a direct debit is. */
export const directDebit = z.object({
  id: z.string().max(100),
  reference: z.string().max(35),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amount: z.string().max(40),
  currency: z.string().max(3),
  creditor_account: z.string().max(34),
  failure_code: z.string().max(100).nullish(),
});

export type DirectDebit = z.output<typeof directDebit>;

/** `known`: the bank has the order. `refused`: it will not carry it out, and no money moves. */
export type OrderAnswer =
  | { readonly status: 'known'; readonly debit: DirectDebit }
  | { readonly status: 'refused'; readonly failureCode: string };

/** A bank that collects money by direct debit. Both methods throw a Fault when the bank cannot be understood. */
export interface Bank {
  /** Orders the direct debit of a top-up. The bank knows an order by its reference, so asking twice is asking once. */
  order(topUp: TopUp, debtorAccount: string): Promise<OrderAnswer>;
  /** What became of an order. */
  ask(reference: string): Promise<DirectDebit>;
}

const refusedOrder = z.object({ code: z.string().min(1).max(100) });

export function createBank(http: JsonClient): Bank {
  return {
    order: async (topUp, debtorAccount) => {
      const response = await http.send({
        method: 'POST',
        path: '/v1/direct-debits',
        body: {
          reference: topUp.reference,
          debtor_account: debtorAccount,
          creditor_account: topUp.creditorAccount,
          amount: formatAmount(topUp.amountMinor, topUp.currency),
          currency: topUp.currency,
        },
      });
      if (response.status !== 400 && response.status !== 422) {
        return { status: 'known', debit: debitOf(response, [200, 202]) };
      }
      // An earlier try, whose answer was lost, may have been taken: only an order that the bank does not have is refused.
      const earlier = await look(topUp.reference);
      if (earlier.status !== 404) return { status: 'known', debit: debitOf(earlier, [200]) };
      return { status: 'refused', failureCode: codeOf(response.body) };
    },
    ask: async (reference) => debitOf(await look(reference), [200]),
  };

  function look(reference: string): Promise<JsonResponse> {
    return http.send({ method: 'GET', path: `/v1/direct-debits/${reference}` });
  }
}

function codeOf(problem: unknown): string {
  const parsed = refusedOrder.safeParse(problem);
  return parsed.success ? parsed.data.code : 'bank_refused';
}

function debitOf({ status, body }: JsonResponse, wanted: readonly number[]): DirectDebit {
  const parsed = wanted.includes(status) ? directDebit.safeParse(body) : undefined;
  if (parsed?.success) return parsed.data;
  throw new Fault('bank_answer_unexpected', `The bank answered ${status}, which is no answer to this.`, {
    cause: parsed?.error ?? body,
    retryable: false,
  });
}
