import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { ConsentProof, ProveConsent } from '../payment-confirmations/consent.ts';
import type { Vault } from '../personal-data/vault.ts';
import type { PayeeLookup } from './payee.ts';
import { findPayeeLookups } from './payee-store.ts';
import { type SendTransferDeps, sendTransfer } from './send-transfer.ts';
import { isRefusedAtOnce, type Transfer, transferIdOf } from './transfer.ts';
import { openDetails, sealDetails, type TransferDetails } from './transfer-details.ts';
import type { TransferFailure, TransferRefusalCode } from './transfer-errors.ts';
import { termsOfTransfer } from './transfer-intent.ts';
import { countScheduled, findTransfer, insertTransfer, lockResident } from './transfer-store.ts';

export interface CreateTransferDeps extends SendTransferDeps {
  readonly vault: Vault;
  readonly proveConsent: ProveConsent;
}

export interface TransferRequest {
  readonly resident: ResidentPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly payeeToken: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly message: string | null;
  /** Null: at once. */
  readonly sendAt: Date | null;
  readonly proof: ConsentProof;
}

export type TransferRefusal = { readonly code: TransferRefusalCode; readonly transfer?: string };

/** A transfer with what its payer may read of it. */
export interface ReadTransfer {
  readonly transfer: Transfer;
  readonly details: TransferDetails;
}

/** What became of a request to send money, and whether that was decided before. */
export interface TransferDecision {
  readonly replayed: boolean;
  readonly result: Result<ReadTransfer, TransferRefusal>;
}

export const MAX_SCHEDULE_MS = 90 * 24 * 60 * 60_000;
export const MAX_SCHEDULED = 50;
/** A caller that has heard nothing for so long has gone. */
export const ABANDON_AFTER_MS = 60_000;

/**
 * Sends money to somebody whom the resident has looked up, at once or later. The resident agrees to it when they ask,
 * before anything is known of the payee; a yes that is not taken decides nothing. The row decides what the request means:
 * whichever of two requests with one key writes it first. What the ledger then says is written into it, so a retry long
 * after the payee token has expired gets the answer of the first request.
 */
export async function createTransfer(
  deps: CreateTransferDeps,
  asked: TransferRequest,
): Promise<TransferDecision> {
  const id = transferIdOf(asked.resident.residentId, asked.idempotencyKey);
  const earlier = await findTransfer(deps.database, id);
  if (earlier !== undefined) return answerAgain(deps, asked, earlier);
  const now = deps.clock.now();
  if (!isSendable(asked.sendAt, now)) return undecided('send_at_out_of_range');
  const consent = await deps.proveConsent(asked.resident, termsOfTransfer(asked), asked.proof);
  if (!consent.ok) return { replayed: false, result: consent };
  const { transfer, details } = await newTransfer(deps, asked, id, now);
  const written = await writeTransfer(deps, transfer, now);
  if (written === 'too_many_scheduled') return undecided(written);
  if (written === 'taken') return answerAgain(deps, asked, await existing(deps, id));
  return { replayed: false, result: await finish(deps, { transfer, details }) };
}

function isSendable(sendAt: Date | null, now: Date): boolean {
  const aheadMs = sendAt === null ? 1 : sendAt.getTime() - now.getTime();
  return aheadMs > 0 && aheadMs <= MAX_SCHEDULE_MS;
}

async function newTransfer(
  { database, vault }: CreateTransferDeps,
  asked: TransferRequest,
  id: Uuid,
  now: Date,
): Promise<ReadTransfer> {
  const { residentId, walletAccount, deviceId } = asked.resident;
  const { payeeToken, amountMinor, currency, message, sendAt, fingerprint } = asked;
  const lookups = await findPayeeLookups(database, { residentId, ids: [payeeToken] });
  const lookup = lookups.get(payeeToken);
  const failure = whyNot(lookup, asked, now);
  const details = { message, payeeName: lookup?.maskedName ?? null, fingerprint };
  const transfer: Transfer = {
    id,
    payerId: residentId,
    payerAccount: walletAccount,
    deviceId,
    payee: lookup?.payee ?? null,
    shareId: null,
    amountMinor,
    currency,
    details: await sealDetails(vault, { id, payerId: residentId }, details),
    sendAt,
    status: failure !== null ? 'failed' : sendAt === null ? 'sending' : 'scheduled',
    failure,
    createdAt: now,
    sentAt: null,
  };
  return { transfer, details };
}

function whyNot(lookup: PayeeLookup | undefined, asked: TransferRequest, now: Date): TransferFailure | null {
  if (lookup === undefined || lookup.expiresAt <= now) return { code: 'payee_token_expired' };
  return lookup.payee?.account === asked.resident.walletAccount ? { code: 'self_transfer' } : null;
}

type Written = 'new' | 'taken' | 'too_many_scheduled';

async function writeTransfer(
  { database }: CreateTransferDeps,
  transfer: Transfer,
  now: Date,
): Promise<Written> {
  const nextAttemptAt = transfer.sendAt ?? new Date(now.getTime() + ABANDON_AFTER_MS);
  return withTrx(database, async (trx) => {
    if (transfer.status === 'scheduled') {
      await lockResident(trx, transfer.payerId);
      if ((await countScheduled(trx, transfer.payerId)) >= MAX_SCHEDULED) return 'too_many_scheduled';
    }
    return (await insertTransfer(trx, transfer, nextAttemptAt)) ? 'new' : 'taken';
  });
}

/** What an earlier request with this key is answered with, as long as it asked for the same. */
export async function answerAgain(
  deps: CreateTransferDeps,
  asked: { readonly fingerprint: string },
  transfer: Transfer,
): Promise<TransferDecision> {
  const details = await openDetails(deps.vault, transfer);
  if (details?.fingerprint !== asked.fingerprint) return undecided('idempotency_key_reused');
  return { replayed: true, result: await finish(deps, { transfer, details }) };
}

/** The answer to the request itself; a scheduled one is answered as it was at that moment, whatever became of it. */
export async function finish(
  deps: CreateTransferDeps,
  { transfer, details }: ReadTransfer,
): Promise<TransferDecision['result']> {
  if (transfer.sendAt !== null && !isRefusedAtOnce(transfer)) {
    return accept({ transfer: { ...transfer, status: 'scheduled', failure: null, sentAt: null }, details });
  }
  const sent = transfer.status === 'sending' ? await sendTransfer(deps, transfer) : transfer;
  if (sent.failure === null) return accept({ transfer: sent, details });
  return refuse(sent.failure.code, { ...sent.failure, transfer: formatPublicId('trf', sent.id) });
}

async function existing({ database }: CreateTransferDeps, id: Uuid): Promise<Transfer> {
  const transfer = await findTransfer(database, id);
  invariant(transfer !== undefined, 'a transfer keeps its row');
  return transfer;
}

function undecided(code: TransferRefusalCode): TransferDecision {
  return { replayed: false, result: refuse(code) };
}
