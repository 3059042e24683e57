import { findAccount } from '../accounts/account-store.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { type DirectDebit, type DirectDebitOrder, isSameOrder } from './direct-debit.ts';
import { findDirectDebit, insertDirectDebit } from './direct-debit-store.ts';

export type DirectDebitRefusal =
  | 'reference_reused'
  | 'creditor_account_unknown'
  | 'creditor_currency_mismatch'
  | 'same_account';

export type AcceptDirectDebitResult =
  | { readonly outcome: 'accepted' | 'same_as_before'; readonly debit: DirectDebit }
  | { readonly outcome: 'refused'; readonly code: DirectDebitRefusal };

export interface AcceptDirectDebitDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newReference: () => string;
  /** Called once a new direct debit is durable. */
  readonly onAccepted: () => void;
}

/** Only the creditor is ours to judge at once; the debtor's side is found out when the debit is executed. */
async function refusalOf(
  database: Database,
  order: DirectDebitOrder,
): Promise<DirectDebitRefusal | undefined> {
  if (order.creditorAccount === order.debtorAccount) return 'same_account';
  const creditor = await findAccount(database, order.creditorAccount);
  if (creditor === undefined) return 'creditor_account_unknown';
  return creditor.currency === order.currency ? undefined : 'creditor_currency_mismatch';
}

/** Takes a direct debit once for each reference; a worker executes it. */
export function createAcceptDirectDebit({
  database,
  clock,
  newReference,
  onAccepted,
}: AcceptDirectDebitDeps) {
  return async (order: DirectDebitOrder): Promise<AcceptDirectDebitResult> => {
    const code = await refusalOf(database, order);
    if (code !== undefined) return { outcome: 'refused', code };
    const debit: DirectDebit = {
      ...order,
      id: newReference(),
      status: 'pending',
      failureCode: null,
      createdAt: clock.now(),
      bookedAt: null,
    };
    if (await insertDirectDebit(database, debit)) {
      onAccepted();
      return { outcome: 'accepted', debit };
    }
    const before = await findDirectDebit(database, order.reference);
    if (before === undefined || !isSameOrder(before, order))
      return { outcome: 'refused', code: 'reference_reused' };
    return { outcome: 'same_as_before', debit: before };
  };
}
