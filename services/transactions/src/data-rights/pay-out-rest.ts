import { Fault } from '@tamsui/errors';
import { fingerprintOf, formatPublicId } from '@tamsui/ids';
import { chartAccountId, type Outcome, type PostCommand } from '@tamsui/ledger-client';
import { withTrx } from '@tamsui/platform/database';
import { z } from 'zod';
import { findFreezes, lockWallet } from '../freezes/freeze-store.ts';
import {
  type Closing,
  type ClosingPayout,
  creditorPlace,
  type PayoutKey,
  payoutCommandId,
} from './closing.ts';
import type { Creditor } from './closing-bank.ts';
import { insertPayout, movePayout } from './closing-payout-store.ts';
import { finishClosing, liftClosingFreeze } from './closing-store.ts';
import type { ClosingWorkerDeps } from './closing-worker-deps.ts';
import { setWalletStatus } from './wallet-status.ts';

const creditorText = z.strictObject({ name: z.string(), accountNumber: z.string() });

/** The bank is told name and account, so their holder is told that. */
const PAYING = { reader: 'service', name: 'wallet-closings', purpose: 'closing_payout' } as const;

/** Writes down how much goes where, before anything moves: every later step asks for just this. */
export async function fixPayout(
  { database, vault, clock }: ClosingWorkerDeps,
  { id: closingId, residentId, currency }: Closing,
  { round, amountMinor }: { readonly round: number; readonly amountMinor: bigint },
): Promise<boolean> {
  const name = await vault.read(residentId, 'name', PAYING);
  const accountNumber = await vault.read(residentId, 'bank_account', PAYING);
  if (name === undefined || accountNumber === undefined)
    throw new Fault('no_bank_account', 'There is nowhere to pay the rest of a wallet to.', {
      retryable: false,
    });
  const key = { closingId, round };
  const creditor: Creditor = { name, accountNumber };
  const sealedCreditor = (await vault.seal(residentId, creditorPlace(key), JSON.stringify(creditor))) ?? null;
  const state = { state: 'fixed', createdAt: clock.now() } as const;
  await insertPayout(database, { ...key, amountMinor, currency, sealedCreditor, ...state });
  return true;
}

/**
 * Takes the money out of the wallet. A frozen account pays nothing, so it is opened for this one command, under the
 * lock that every freeze takes; nothing but a payment that was prepared can slip in between, and then the ledger
 * refuses this one for want of money.
 */
export async function postPayout(
  deps: ClosingWorkerDeps,
  closing: Closing,
  payout: ClosingPayout,
): Promise<boolean> {
  return withTrx(deps.database, async (trx) => {
    const wallet = await lockWallet(trx, closing.residentId);
    const freezes = wallet === undefined ? [] : await findFreezes(trx, wallet.id);
    // What an authority has the operator hold does not leave, not even to its owner.
    if (freezes.some(({ placedBy }) => placedBy === 'operator')) return false;
    await setWalletStatus(deps, closing.walletAccount, 'credit_frozen');
    const outcome = await deps.ledger.submit(payoutCommand(closing, payout));
    await setWalletStatus(deps, closing.walletAccount, 'debit_frozen');
    await movePayout(trx, payout, { from: 'fixed', to: isPosted(outcome) ? 'posted' : 'refused' });
    return true;
  });
}

/** Hands it to the bank and hears what became of it. */
export async function answerPayout(
  deps: ClosingWorkerDeps,
  closing: Closing,
  payout: ClosingPayout,
): Promise<boolean> {
  const { database, vault, clock } = deps;
  const creditor = await openCreditor(deps, closing, payout);
  await vault.note(closing.residentId, ['name', 'closing_account'], PAYING);
  const answer = await deps.orderPayout(payout, creditor);
  if (answer.status === 'paid') {
    await movePayout(database, payout, { from: 'posted', to: 'paid' });
    return true;
  }
  const { reason: bankReason } = answer;
  await withTrx(database, async (trx) => {
    await lockWallet(trx, closing.residentId);
    const outcome = await deps.ledger.submit(returnCommand(closing, payout));
    if (!isPosted(outcome)) throw notPutBack(outcome);
    const freezes = await findFreezes(trx, closing.walletId);
    const isHeldElse = freezes.some(({ placedBy }) => placedBy !== 'closing');
    await setWalletStatus(deps, closing.walletAccount, isHeldElse ? 'debit_frozen' : 'open');
    await liftClosingFreeze(trx, closing.walletId, clock.now());
    await movePayout(trx, payout, { from: 'posted', to: 'returned', bankReason });
    await finishClosing(trx, closing.id, { state: 'returned', bankReason, at: clock.now() });
  });
  return true;
}

async function openCreditor(
  { vault }: ClosingWorkerDeps,
  { residentId }: Closing,
  payout: ClosingPayout,
): Promise<Creditor> {
  const { sealedCreditor } = payout;
  const text =
    sealedCreditor === null
      ? undefined
      : await vault.unseal(residentId, creditorPlace(payout), sealedCreditor);
  if (text !== undefined) return creditorText.parse(JSON.parse(text));
  throw new Fault('closing_account_gone', 'Nobody knows any more where the rest of a wallet goes.', {
    retryable: false,
  });
}

function payoutCommand(closing: Closing, payout: ClosingPayout): PostCommand {
  const inTransit = chartAccountId('payouts_in_transit', closing.currency);
  return moving(closing, payout, {
    what: 'payout',
    purpose: 'withdrawal',
    debit: closing.walletAccount,
    credit: inTransit,
  });
}

function returnCommand(closing: Closing, payout: ClosingPayout): PostCommand {
  const inTransit = chartAccountId('payouts_in_transit', closing.currency);
  return moving(closing, payout, {
    what: 'return',
    purpose: 'reversal',
    debit: inTransit,
    credit: closing.walletAccount,
  });
}

interface Move {
  readonly what: 'payout' | 'return';
  readonly purpose: 'withdrawal' | 'reversal';
  readonly debit: string;
  readonly credit: string;
}

function moving(
  { id, currency }: Closing,
  payout: PayoutKey & Pick<ClosingPayout, 'amountMinor'>,
  { what, purpose, debit, credit }: Move,
): PostCommand {
  const { amountMinor } = payout;
  const asked = { purpose, currency, debit, credit, amount: amountMinor.toString() };
  return {
    kind: 'post',
    id: payoutCommandId(payout, what),
    fingerprint: fingerprintOf(asked),
    purpose,
    currency,
    legs: [{ debit, credit, amountMinor }],
    reference: { closing: formatPublicId('cls', id) },
  };
}

const isPosted = ({ status }: Outcome): boolean => status === 'posted';

function notPutBack(outcome: Outcome): Fault {
  return new Fault('payout_not_put_back', 'The ledger would not put back what the bank returned.', {
    cause: outcome,
    retryable: false,
  });
}
