import { Router } from 'express';
import type { Database } from '../database/database.ts';
import { xmlBody } from '../http/bodies.ts';
import { NOT_FOUND, type Problem, sendProblem } from '../http/problem.ts';
import { type createAcceptPaymentFile, findAnswer } from './accept-payment-file.ts';
import type { PaymentFileCode, PaymentFileRefusal } from './payment-file.ts';
import { messageIdParam, printAnswer } from './payment-file-schema.ts';

export interface PaymentFileRoutesDeps {
  readonly database: Database;
  readonly acceptPaymentFile: ReturnType<typeof createAcceptPaymentFile>;
}

const DETAILS: Readonly<Record<PaymentFileCode, string>> = {
  encoding_invalid: 'The file is not UTF-8.',
  doctype_forbidden: 'The file has a document type, which is not taken.',
  cdata_forbidden: 'The file has CDATA sections, which are not taken.',
  xml_malformed: 'The file is no well-formed XML, or is nested too deeply.',
  wrong_message: 'The file is no pain.001.001.09 with that default namespace.',
  content_invalid: 'An element is missing, repeated or has a wrong value.',
  transaction_count_mismatch: 'NbOfTxs is not the number of transfers.',
  control_sum_mismatch: 'CtrlSum is not the sum of the transfers.',
  end_to_end_id_repeated: 'Two transfers have the same EndToEndId.',
  debtor_account_unknown: 'The debtor account is not kept at this bank.',
  currency_mismatch: 'A transfer is in another currency than the debtor account.',
};
const MESSAGE_ID_REUSED: Problem = {
  status: 409,
  code: 'message_id_reused',
  detail: 'A file with this MsgId and other content was taken before.',
};

function problemOf({ code, place }: PaymentFileRefusal): Problem {
  return { status: 422, code, detail: place === undefined ? DETAILS[code] : `${DETAILS[code]} ${place}` };
}

export function createPaymentFileRoutes({ database, acceptPaymentFile }: PaymentFileRoutesDeps): Router {
  const router = Router();

  router.post('/v1/payment-files', ...xmlBody, async (request, response) => {
    const bytes: unknown = request.body;
    const result = await acceptPaymentFile(bytes instanceof Uint8Array ? bytes : new Uint8Array());
    if (result.outcome === 'refused') return sendProblem(response, problemOf(result.refusal));
    if (result.outcome === 'message_id_reused') return sendProblem(response, MESSAGE_ID_REUSED);
    response.status(result.outcome === 'accepted' ? 202 : 200).json(printAnswer(result.answer));
  });

  router.get('/v1/payment-files/:message_id', async (request, response) => {
    const messageId = messageIdParam.safeParse(request.params.message_id);
    const answer = messageId.success ? await findAnswer(database, messageId.data) : undefined;
    if (answer === undefined) return sendProblem(response, NOT_FOUND);
    response.json(printAnswer(answer));
  });

  return router;
}
