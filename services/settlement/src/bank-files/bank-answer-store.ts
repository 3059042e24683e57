import type { Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import type { BankAnswer } from './bank.ts';

/** The first answer stays: another process may have handed in the same file at the same moment. */
export async function insertBankAnswers(
  trx: Trx,
  answers: readonly (BankAnswer & { readonly payout: Uuid })[],
  answeredAt: Date,
): Promise<void> {
  await trx.raw(
    `insert into settlement.payout_bank_answers (payout, status, reason, answered_at)
     select answer.payout, answer.status, answer.reason, :answeredAt::timestamptz
     from unnest(:payouts::uuid[], :statuses::text[], :reasons::text[]) as answer (payout, status, reason)
     on conflict (payout) do nothing`,
    {
      answeredAt,
      payouts: answers.map(({ payout }) => payout),
      statuses: answers.map(({ status }) => status),
      reasons: answers.map(({ reason }) => reason),
    },
  );
}
