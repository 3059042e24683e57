import { lockAccounts } from '../accounts/account-store.ts';
import { type Booking, createBooking, type MovementFailure } from '../accounts/booking.ts';
import { writeBooking } from '../accounts/write-booking.ts';
import type { Clock } from '../clock.ts';
import { type Database, withTrx } from '../database/database.ts';
import { findMisbehaviour } from '../misbehaviour/misbehaviour-store.ts';
import { planDelivery } from '../webhooks/delivery.ts';
import { insertDeliveries } from '../webhooks/delivery-store.ts';
import type { DirectDebit, DirectDebitFailure } from './direct-debit.ts';
import { printDirectDebitEvent } from './direct-debit-schema.ts';
import { lockPendingDirectDebits, updateOutcomes } from './direct-debit-store.ts';

/** Most direct debits of one trx: a burst shares commits, while a single one never waits for company. */
const MAX_BATCH = 100;
/** How often to look when nobody nudges: another process may have taken the order. */
const IDLE_MS = 1_000;

export interface ExecuteDirectDebitsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newReference: () => string;
  /** Called once outcomes and their deliveries are durable. */
  readonly onExecuted: () => void;
}

/** The creditor's side was checked when the order was taken, so only the debtor can be at fault here. */
const FAILURES: Readonly<Record<MovementFailure, DirectDebitFailure>> = {
  account_unknown: 'account_unknown',
  currency_mismatch: 'currency_mismatch',
  creditor_currency_mismatch: 'currency_mismatch',
  same_account: 'account_unknown',
  insufficient_funds: 'insufficient_funds',
};

function execute(debit: DirectDebit, booking: Booking, at: Date, bankReference: string): DirectDebit {
  const failure = booking.move({
    kind: 'direct_debit',
    debtorAccount: debit.debtorAccount,
    creditorAccount: debit.creditorAccount,
    creditorName: null,
    amountMinor: debit.amountMinor,
    currency: debit.currency,
    bankReference,
    endToEndId: debit.reference,
    remittance: debit.description,
  });
  if (failure === undefined) return { ...debit, status: 'succeeded', bookedAt: at };
  return { ...debit, status: 'failed', failureCode: FAILURES[failure], bookedAt: at };
}

/**
 * One step of the worker: executes what is pending, oldest first. Entries, balances, outcomes and the webhooks
 * that tell of them become durable together or not at all.
 * @returns how long to rest, in ms
 */
export function createExecuteDirectDebits({
  database,
  clock,
  newReference,
  onExecuted,
}: ExecuteDirectDebitsDeps) {
  const executeBatch = async (trx: Database): Promise<number> => {
    const pending = await lockPendingDirectDebits(trx, MAX_BATCH);
    if (pending.length === 0) return 0;
    const accounts = await lockAccounts(
      trx,
      pending.flatMap((debit) => [debit.debtorAccount, debit.creditorAccount]),
    );
    const at = clock.now();
    const booking = createBooking(accounts, at);
    const done = pending.map((debit) => execute(debit, booking, at, newReference()));
    await writeBooking(trx, booking);
    await updateOutcomes(trx, done);
    const misbehaviour = await findMisbehaviour(trx);
    const deliveries = done.map((debit) =>
      planDelivery(newReference(), printDirectDebitEvent(debit, at), at, misbehaviour),
    );
    await insertDeliveries(trx, deliveries);
    return pending.length;
  };
  return async (): Promise<number> => {
    const executedCount = await withTrx(database, executeBatch);
    if (executedCount > 0) onExecuted();
    return executedCount === MAX_BATCH ? 0 : IDLE_MS;
  };
}
