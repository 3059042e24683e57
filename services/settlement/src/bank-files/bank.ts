import { Fault } from '@tamsui/errors';
import type { JsonClient } from '@tamsui/platform/http-client';
import { z } from 'zod';

/** What the bank says of one transfer. `reason` is a code of ISO 20022 ExternalStatusReason, for example `AC04`. */
export interface BankAnswer {
  readonly endToEndId: string;
  readonly status: 'paid' | 'rejected';
  readonly reason: string | null;
}

export interface Bank {
  /**
   * Hands a file in. Handing the same bytes in again has no further effect and gives the same answer.
   * @throws Fault `bank_unavailable`, retryable: the outcome is unknown; `bank_refused_file`; `bank_answer_not_understood`
   */
  submit(xml: string): Promise<readonly BankAnswer[]>;
}

/** ISO 20022 transaction status: accepted, settlement completed; or rejected. */
const STATUSES = { ACSC: 'paid', RJCT: 'rejected' } as const;
const MAX_REASON_LENGTH = 200;

const answerWire = z.object({
  transactions: z.array(
    z
      .object({
        end_to_end_id: z.string(),
        status: z.enum(['ACSC', 'RJCT']),
        reason: z.string().max(MAX_REASON_LENGTH).nullish(),
      })
      .transform(({ end_to_end_id: endToEndId, status, reason }) => ({
        endToEndId,
        status: STATUSES[status],
        reason: reason ?? null,
      })),
  ),
});

const problemWire = z.object({ code: z.string().max(MAX_REASON_LENGTH) });

export function createBank(http: JsonClient): Bank {
  return {
    submit: async (xml) => {
      const { status, body } = await http.send({
        method: 'POST',
        path: '/v1/payment-files',
        contentType: 'application/xml',
        body: xml,
      });
      if (status !== 200 && status !== 202)
        throw fault('bank_refused_file', `The bank answered ${status} ${codeOf(body)}`.trim(), body);
      const parsed = answerWire.safeParse(body);
      if (!parsed.success)
        throw fault('bank_answer_not_understood', 'The answer is not as agreed.', parsed.error);
      return parsed.data.transactions;
    },
  };
}

/** The bank's own word for what is wrong, for the person who has to call it. */
function codeOf(body: unknown): string {
  return problemWire.safeParse(body).data?.code ?? '';
}

function fault(code: string, message: string, cause: unknown): Fault {
  return new Fault(code, message, { cause, retryable: false });
}
