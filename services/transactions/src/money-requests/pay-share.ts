import { invariant, refuse } from '@tamsui/errors';
import { commandId, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { ConsentProof } from '../payment-confirmations/consent.ts';
import {
  ABANDON_AFTER_MS,
  answerAgain,
  type CreateTransferDeps,
  finish,
  type TransferDecision,
} from '../transfers/create-transfer.ts';
import type { Transfer } from '../transfers/transfer.ts';
import { sealDetails } from '../transfers/transfer-details.ts';
import { findTransfer, insertTransfer } from '../transfers/transfer-store.ts';
import { maskedNamesOf } from '../transfers/view-transfer.ts';
import { shareStatusAt } from './money-request.ts';
import { REFUSAL_OF_STATUS, type ShareRefusalCode } from './request-errors.ts';
import { termsOfShare } from './share-intent.ts';
import { type AskedShare, findShare, lockShare } from './share-store.ts';

export interface SharePayment {
  readonly resident: ResidentPrincipal;
  readonly shareId: Uuid;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly proof: ConsentProof;
}

type ShareRefusal = { readonly code: ShareRefusalCode | 'share_not_found' };
type SharePaymentDecision =
  | TransferDecision
  | { readonly replayed: false; readonly result: ReturnType<typeof refuse<ShareRefusal['code']>> };

/**
 * Pays a share with a transfer. Many may be tried at once: the ledger posts one of them, since each spends the share's
 * own token. A share that is declined, cancelled or expired is not paid: that, and what a transfer begins with, are
 * written under the same lock.
 */
export async function payShare(deps: CreateTransferDeps, asked: SharePayment): Promise<SharePaymentDecision> {
  const { resident, shareId, idempotencyKey } = asked;
  const scope = ['resident', resident.residentId, 'POST /v1/request-shares/payments', shareId];
  const id = commandId(scope, idempotencyKey);
  const earlier = await findTransfer(deps.database, id);
  if (earlier !== undefined) return answerAgain(deps, asked, earlier);
  const found = await findShare(deps.database, shareId);
  if (found?.share.payerId !== resident.residentId) return refused('share_not_found');
  const consent = await deps.proveConsent(resident, termsOfShare(found, idempotencyKey), asked.proof);
  if (!consent.ok) return { replayed: false, result: consent };
  const names = await maskedNamesOf(deps.vault, [found.request.askerId]);
  const payeeName = names.get(found.request.askerId) ?? null;
  const details = { message: null, payeeName, fingerprint: asked.fingerprint };
  const transfer = transferOf(found, asked, {
    id,
    createdAt: deps.clock.now(),
    details: await sealDetails(deps.vault, { id, payerId: resident.residentId }, details),
  });
  const written = await writeUnderLock(deps, transfer, shareId);
  if (written === 'new') return { replayed: false, result: await finish(deps, { transfer, details }) };
  if (written !== 'taken') return refused(written);
  const first = await findTransfer(deps.database, id);
  invariant(first !== undefined, 'a transfer keeps its row');
  return answerAgain(deps, asked, first);
}

function transferOf(
  { share, request }: AskedShare,
  { resident }: SharePayment,
  own: Pick<Transfer, 'id' | 'createdAt' | 'details'>,
): Transfer {
  return {
    ...own,
    payerId: resident.residentId,
    payerAccount: resident.walletAccount,
    deviceId: resident.deviceId,
    payee: { residentId: request.askerId, account: request.askerAccount },
    shareId: share.id,
    amountMinor: share.amountMinor,
    currency: request.currency,
    sendAt: null,
    status: 'sending',
    failure: null,
    sentAt: null,
  };
}

async function writeUnderLock(
  { database, clock }: CreateTransferDeps,
  transfer: Transfer,
  shareId: Uuid,
): Promise<'new' | 'taken' | ShareRefusalCode> {
  return withTrx(database, async (trx) => {
    const locked = await lockShare(trx, shareId);
    invariant(locked !== undefined, 'a share keeps its row');
    if ((await findTransfer(trx, transfer.id)) !== undefined) return 'taken';
    // The time is looked at under the lock, so that of two requests with one key the later does not find it expired first.
    const status = shareStatusAt(locked.share, locked.request, clock.now());
    if (status !== 'pending') return REFUSAL_OF_STATUS[status];
    const abandonAt = new Date(transfer.createdAt.getTime() + ABANDON_AFTER_MS);
    return (await insertTransfer(trx, transfer, abandonAt)) ? 'new' : 'taken';
  });
}

function refused(code: ShareRefusal['code']): SharePaymentDecision {
  return { replayed: false, result: refuse(code) };
}
