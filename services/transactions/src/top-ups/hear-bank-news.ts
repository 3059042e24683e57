import { accept, Fault, type Result, refuse } from '@tamsui/errors';
import { fingerprintOf } from '@tamsui/ids';
import { chartAccountId, type Outcome } from '@tamsui/ledger-client';
import { parseAmount } from '@tamsui/money';
import type { Logger } from '@tamsui/platform/logger';
import { type BalanceRoomDeps, balanceRoom } from '../wallets/balance-room.ts';
import type { DirectDebit } from './bank.ts';
import { recordDisagreement } from './disagreement-store.ts';
import { failTopUp } from './fail-top-up.ts';
import { creditCommandId, type TopUp } from './top-up.ts';
import { findTopUp, findTopUpByReference, markConfirmed, markSucceeded } from './top-up-store.ts';

export interface BankNewsDeps extends BalanceRoomDeps {
  readonly logger: Logger;
}

/** A direct debit that has come to its end, and who told so: a message's id, or our own question. */
export interface BankNews {
  readonly debit: DirectDebit & { readonly status: 'succeeded' | 'failed' };
  readonly source: string;
}

export type BankNewsRefusalCode = 'top_up_unknown' | 'direct_debit_mismatch' | 'top_up_already_finished';
type BankNewsResult = Result<undefined, { readonly code: BankNewsRefusalCode }>;

/**
 * Acts on what a bank says became of a top-up. May be told any number of times, by webhook and by asking, at once and
 * in any order: the wallet is credited once. When it returns "ok" for a success, the ledger has posted it, or will as
 * soon as there is room in the wallet.
 */
export async function hearBankNews(deps: BankNewsDeps, news: BankNews): Promise<BankNewsResult> {
  const topUp = await findTopUpByReference(deps.database, news.debit.reference);
  if (topUp === undefined) return disagree(deps, news, 'top_up_unknown');
  if (!isAsOrdered(news.debit, topUp)) return disagree(deps, news, 'direct_debit_mismatch');
  return news.debit.status === 'failed' ? hearFailed(deps, news, topUp) : hearSucceeded(deps, news, topUp);
}

function isAsOrdered(debit: DirectDebit, topUp: TopUp): boolean {
  const amount = parseAmount(debit.amount, topUp.currency);
  return (
    amount.ok &&
    amount.amountMinor === topUp.amountMinor &&
    debit.currency === topUp.currency &&
    debit.creditor_account === topUp.creditorAccount
  );
}

async function hearFailed(deps: BankNewsDeps, news: BankNews, topUp: TopUp): Promise<BankNewsResult> {
  const failureCode = news.debit.failure_code ?? 'bank_failed';
  if (await failTopUp(deps, topUp, failureCode)) return accept(undefined);
  const current = await findTopUp(deps.database, topUp.id);
  return current?.status === 'failed' ? accept(undefined) : disagree(deps, news, 'top_up_already_finished');
}

async function hearSucceeded(deps: BankNewsDeps, news: BankNews, topUp: TopUp): Promise<BankNewsResult> {
  if (!(await markConfirmed(deps.database, topUp.id))) {
    const current = await findTopUp(deps.database, topUp.id);
    if (current?.status === 'failed') return disagree(deps, news, 'top_up_already_finished');
    if (current?.status === 'succeeded') return accept(undefined);
  }
  await creditTopUp(deps, topUp);
  return accept(undefined);
}

/** A wallet is not found full more often than this at the very moment at which it had room. */
const MAX_CREDIT_ATTEMPTS = 100;

/**
 * Credits the wallet with a confirmed top-up. Again is no change. A wallet that has become full since the top-up was
 * asked for is credited when there is room: the money is at the bank, and the top-up stays pending.
 * @throws Fault when the ledger refused it for any other reason
 */
export async function creditTopUp(deps: BankNewsDeps, topUp: TopUp): Promise<void> {
  for (let attempt = 1; attempt <= MAX_CREDIT_ATTEMPTS; attempt++) {
    const outcome = await submitCredit(deps, topUp, attempt);
    if (outcome.status === 'posted') return markSucceeded(deps.database, topUp.id, outcome.at);
    if (outcome.status === 'conflict' || outcome.refusal.code !== 'limit_exceeded') {
      throw new Fault('top_up_not_credited', 'The ledger would not credit a confirmed top-up.', {
        cause: outcome,
        retryable: false,
      });
    }
    // That answer is for ever. Another attempt is worth its line in the journal when time has passed and it fits.
    if (!outcome.replayed || !(await fits(deps, topUp))) break;
  }
  deps.logger.info({ topUp: topUp.reference }, 'a top-up waits until there is room in the wallet');
}

async function fits(deps: BankNewsDeps, { walletAccount, amountMinor }: TopUp): Promise<boolean> {
  const room = await balanceRoom(deps, walletAccount);
  return room === undefined || amountMinor <= room.leftMinor;
}

function submitCredit({ ledger }: BankNewsDeps, topUp: TopUp, attempt: number): Promise<Outcome> {
  const { id, reference, currency, amountMinor, walletAccount } = topUp;
  return ledger.submit({
    kind: 'post',
    id: creditCommandId(id, attempt),
    fingerprint: fingerprintOf({ reference, currency, amount: amountMinor.toString(), walletAccount }),
    purpose: 'top_up',
    currency,
    legs: [{ debit: chartAccountId('safeguarded_bank', currency), credit: walletAccount, amountMinor }],
    reference: { top_up: reference },
  });
}

async function disagree(
  { database, clock, logger }: BankNewsDeps,
  { debit, source }: BankNews,
  code: BankNewsRefusalCode,
): Promise<BankNewsResult> {
  logger.error(
    { reference: debit.reference, disagreement: code, source },
    'the bank tells what does not fit',
  );
  const { reference } = debit;
  await recordDisagreement(database, { source, reference, code, notice: debit, recordedAt: clock.now() });
  return refuse(code);
}
