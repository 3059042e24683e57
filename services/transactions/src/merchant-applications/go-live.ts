import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import { commandId, formatPublicId, newUuid, type Uuid } from '@tamsui/ids';
import { ALL_SCOPES } from '../api-keys/api-key.ts';
import { addApiKey, type MadeApiKey } from '../api-keys/create-api-key.ts';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import { type CreateMerchantDeps, openMerchant } from '../merchants/create-merchant.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { insertMerchant } from '../merchants/merchant-store.ts';
import type { MerchantApplication } from './application.ts';
import { findApplication } from './application-store.ts';
import { takeStep, type WrongState } from './take-step.ts';

/** A merchant that has just gone live, with the key to let itself in. */
export interface WentLive extends MadeApiKey {
  readonly merchantId: Uuid;
}

type GoLiveRefusal = WrongState | { readonly code: 'business_number_taken' };

/**
 * Makes a merchant of an approved application: its payable account in the ledger first, then, in one trx, the merchant,
 * its fee, its first key and the step. The applicant does this, so that nobody else ever sees the key; a ledger account
 * without a merchant is all that a failure in between leaves, and the next try finds it.
 */
export async function goLive(deps: CreateMerchantDeps, id: Uuid): Promise<Result<WentLive, GoLiveRefusal>> {
  const before = await findApplication(deps.database, id);
  if (before?.state !== 'approved' || before.feeBasisPoints === null) {
    return refuse('application_in_another_state', { state: before?.state ?? 'submitted' });
  }
  const { kind, name, businessNumber, feeBasisPoints, payoutAccount } = before;
  const merchantId = merchantIdOf(before);
  const details = { kind, name, businessNumber, feeBasisPoints, payoutAccount };
  const merchant = await openMerchant(deps, { id: merchantId, ...details });
  const by = formatPublicId('apl', id);
  const asked = { id, step: 'go_live', by: { kind: 'applicant' } } as const;
  const taken = await takeStep(deps, asked, async (_application, trx) => {
    if (!(await insertMerchant(trx, merchant, by))) return refuse('business_number_taken');
    const { createdAt } = merchant;
    const subject = formatPublicId('mer', merchantId);
    await recordMerchantEvent(trx, {
      merchantId,
      actor: by,
      action: 'merchant.live',
      subject,
      at: createdAt,
    });
    const may = { scopes: ALL_SCOPES, apiVersion: CURRENT_API_VERSION, expiresAt: null };
    const firstKey = { id: newUuid(), merchantId, name: 'First key', ...may };
    const made = await addApiKey(trx, by, firstKey, createdAt);
    invariant(made !== undefined, 'a new id is new');
    return accept({ change: { merchantId }, facts: { merchant: subject }, made });
  });
  return taken.ok ? accept({ merchantId, ...taken.value.made }) : taken;
}

/** The same for the same application, so that a second try opens no second account. */
function merchantIdOf({ id }: MerchantApplication): Uuid {
  return commandId(['merchant-of-application'], id);
}
