import { invariant } from '@tamsui/errors';
import { commandId, fingerprintOf } from '@tamsui/ids';
import type {
  AccountBalance,
  DeclineCommand,
  LedgerClient,
  Outcome,
  PostCommand,
} from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { recordEvents } from '../events/append-events.ts';
import { transferFailedEvent } from '../events/wallet-events.ts';
import { markSharePaid } from '../money-requests/share-store.ts';
import { judgeDevice, pastDeviceLimit } from '../wallets/device-caps.ts';
import { nobodyOf } from './nobody.ts';
import { ledgerFingerprintOf, type Transfer, transferReference } from './transfer.ts';
import { type TransferFailure, type TransferFailureCode, transferFailureOf } from './transfer-errors.ts';
import { findCoolingUntil, findTransfer, markFailed, markSucceeded } from './transfer-store.ts';

export interface SendTransferDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
}

type Refused = Extract<Outcome, { readonly status: 'refused' }>['refusal'];

/**
 * Asks the ledger for a transfer that is `sending`, and writes down what it said. May be done any number of times, at
 * once and after a crash: the ledger decides an id once. @returns the transfer as it is then
 */
export async function sendTransfer(deps: SendTransferDeps, transfer: Transfer): Promise<Transfer> {
  const reason = await objectionTo(deps, transfer);
  return decide(deps, transfer, reason === undefined ? postOf(transfer) : declineOf(transfer, reason));
}

/**
 * Shuts a transfer that was to be sent at once, and whose caller has had no answer for a long time: nothing may happen
 * when nobody waits for it any more. If the ledger posted it in the meantime, that is what comes out.
 */
export function abandonTransfer(deps: SendTransferDeps, transfer: Transfer): Promise<Transfer> {
  return decide(deps, transfer, declineOf(transfer, 'transfer_abandoned'));
}

/**
 * What can be said without the payee. It is looked at first, for every payee, so that a transfer that cannot be paid
 * is no way to learn whether a number has a wallet.
 */
async function objectionTo(
  deps: SendTransferDeps,
  transfer: Transfer,
): Promise<TransferFailureCode | undefined> {
  // What is sent at once was judged a moment ago.
  if (transfer.sendAt !== null && !(await mayDeviceSend(deps, transfer))) return 'device_is_new';
  const payer = await deps.ledger.account(transfer.payerAccount);
  return payer === undefined ? 'transfer_refused' : whyNot(transfer, payer);
}

/** Whether the device that asked for it, if it is still new, may send so much. */
async function mayDeviceSend({ database, clock }: SendTransferDeps, transfer: Transfer): Promise<boolean> {
  const { currency, amountMinor } = transfer;
  const coolingUntil = await findCoolingUntil(database, transfer.deviceId);
  return judgeDevice({ coolingUntil, currency }, 'transfer', amountMinor, clock.now()).ok;
}

function whyNot(
  { amountMinor }: Transfer,
  { status, balanceMinor, heldMinor }: AccountBalance,
): TransferFailureCode | undefined {
  if (status !== 'open' && status !== 'credit_frozen') return 'wallet_frozen';
  return balanceMinor - heldMinor < amountMinor ? 'insufficient_funds' : undefined;
}

async function decide(
  deps: SendTransferDeps,
  transfer: Transfer,
  command: PostCommand | DeclineCommand,
): Promise<Transfer> {
  const { database, ledger } = deps;
  const outcome = await ledger.submit(command);
  invariant(outcome.status !== 'conflict', "a transfer's id is used for nothing else");
  if (outcome.status === 'refused') {
    const failure = await failureOf(deps, transfer, outcome.refusal);
    await recordFailed(database, transfer, failure, outcome.at);
  } else {
    await recordSent(database, transfer, outcome.at);
  }
  const recorded = await findTransfer(database, transfer.id);
  invariant(recorded !== undefined, 'a transfer keeps its row');
  return recorded;
}

function postOf(transfer: Transfer): PostCommand {
  const { id, payerAccount, payee, amountMinor, currency, shareId } = transfer;
  const credit = payee?.account ?? nobodyOf(currency);
  return {
    kind: 'post',
    id,
    fingerprint: ledgerFingerprintOf(transfer),
    purpose: 'transfer',
    currency,
    legs: [{ debit: payerAccount, credit, amountMinor }],
    ...(shareId === null ? {} : { once: shareId }),
    reference: transferReference(transfer),
  };
}

function declineOf(transfer: Transfer, reason: TransferFailureCode): DeclineCommand {
  const fingerprint = ledgerFingerprintOf(transfer);
  const reference = transferReference(transfer);
  return { kind: 'decline', id: transfer.id, fingerprint, purpose: 'transfer', reason, reference };
}

async function recordSent(database: Database, { id, shareId }: Transfer, sentAt: Date): Promise<void> {
  await withTrx(database, async (trx) => {
    await markSucceeded(trx, { id, sentAt });
    if (shareId !== null) await markSharePaid(trx, { id: shareId, paidAt: sentAt });
  });
}

async function recordFailed(
  database: Database,
  transfer: Transfer,
  failure: TransferFailure,
  at: Date,
): Promise<void> {
  await withTrx(database, async (trx) => {
    if (!(await markFailed(trx, { id: transfer.id, failure }))) return;
    await recordEvents(trx, [transferFailedEvent({ ...transfer, status: 'failed', failure }, at)]);
  });
}

async function failureOf(
  deps: SendTransferDeps,
  transfer: Transfer,
  refusal: Refused,
): Promise<TransferFailure> {
  const { payee, payerAccount: account, currency } = transfer;
  const failure = transferFailureOf(refusal, { account, currency });
  if (failure.code === 'device_is_new') {
    const coolingUntil = await findCoolingUntil(deps.database, transfer.deviceId);
    return { ...failure, ...pastDeviceLimit({ coolingUntil, currency }, 'transfer') };
  }
  return failure.code === 'payee_cannot_receive' && payee !== null
    ? failureWithoutPayee(deps, transfer)
    : failure;
}

/**
 * A frozen payee is what the book sees before the payer's limits. What it would say to the payer if the payee were
 * nobody is what the payer is told, so that a payer over a limit hears the same whoever the payee is.
 */
async function failureWithoutPayee(
  { ledger }: SendTransferDeps,
  transfer: Transfer,
): Promise<TransferFailure> {
  const { payerAccount: account, currency } = transfer;
  const outcome = await ledger.submit({
    ...postOf({ ...transfer, payee: null, shareId: null }),
    id: commandId(['transfer', transfer.id], 'without-payee'),
    fingerprint: fingerprintOf({ transfer: transfer.id }),
  });
  invariant(outcome.status === 'refused', 'nobody receives nothing');
  return transferFailureOf(outcome.refusal, { account, currency });
}
