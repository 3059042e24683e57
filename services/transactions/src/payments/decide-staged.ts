import type { Command, LedgerClient, Outcome } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { DeclineReason } from './decline-reason.ts';
import type { PaymentNews } from './payment-news.ts';
import { declineCommand, isPayable, payCommand, type StagedPayment } from './staged-payment.ts';
import { markDecided } from './staged-payment-store.ts';

export interface DecideStagedDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly paymentNews: PaymentNews;
  readonly clock: Clock;
}

/**
 * Asks the ledger to pay, or to set aside. Confirming, declining, cancelling and expiry all come as one command under
 * the payment's id, so exactly one of them decides it, whatever races; the others hear what was decided.
 */
export async function payStaged(deps: DecideStagedDeps, staged: StagedPayment): Promise<Outcome> {
  if (!isPayable(staged)) return declineStaged(deps, staged, staged.declined ?? 'code_unknown');
  return decide(deps, staged, payCommand(staged));
}

export function declineStaged(
  deps: DecideStagedDeps,
  staged: StagedPayment,
  reason: DeclineReason,
): Promise<Outcome> {
  return decide(deps, staged, declineCommand(staged, reason));
}

async function decide(
  { database, ledger, paymentNews, clock }: DecideStagedDeps,
  { id }: StagedPayment,
  command: Command,
): Promise<Outcome> {
  const outcome = await ledger.submit(command);
  await markDecided(database, id, clock.now());
  paymentNews.tell([id]);
  return outcome;
}
