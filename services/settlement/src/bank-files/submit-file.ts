import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { SettlementDeps } from '../settlement-deps.ts';
import { moveRun } from '../settlement-runs/run-store.ts';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';
import type { BankAnswer } from './bank.ts';
import { insertBankAnswers } from './bank-answer-store.ts';
import type { Transfer } from './payment-file.ts';
import { findPaymentFile, findTransfers } from './payment-file-store.ts';

/** Hands the kept bytes to the bank and writes down what it says of each payout. */
export async function submitFile(deps: SettlementDeps, run: SettlementRun): Promise<void> {
  const { database, bank, clock } = deps;
  const transfers = await findTransfers(database, run.id);
  const file = await findPaymentFile(database, run.id);
  if (file === undefined) {
    invariant(transfers.length === 0, 'a filed run that pays somebody has its file');
    return moveRun(database, run.id, 'filed', 'submitted');
  }
  const answers = matchAnswers(transfers, await bank.submit(file.content.toString('utf8')));
  await withTrx(database, async (trx) => {
    await insertBankAnswers(trx, answers, clock.now());
    await moveRun(trx, run.id, 'filed', 'submitted');
  });
}

/** One answer for each transfer, and none for anything else: the bank speaks of the file that we sent. */
function matchAnswers(
  transfers: readonly Transfer[],
  answers: readonly BankAnswer[],
): (BankAnswer & { readonly payout: Uuid })[] {
  const byEndToEndId = new Map(answers.map((answer) => [answer.endToEndId, answer]));
  const matched = transfers.flatMap(({ payout, endToEndId }) => {
    const answer = byEndToEndId.get(endToEndId);
    return answer === undefined ? [] : [{ ...answer, payout }];
  });
  if (matched.length !== transfers.length || answers.length !== transfers.length) {
    const message = `The bank speaks of ${answers.length} transfers, of ${transfers.length} that were sent.`;
    throw new Fault('bank_answer_incomplete', message, { retryable: false });
  }
  return matched;
}
