import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Assurance } from '../auth/principal.ts';
import { type ChangeLimitsDeps, changeLimits } from '../own-limits/change-limits.ts';
import { findAssurance, findWalletOf, updateAssurance } from './resident-store.ts';

/**
 * Follows how sure we are of who a resident is: the wallet comes under the limits of that class at once, and the
 * holder's own limits with it. Nothing that is in the wallet is touched: above a lower cap it only cannot grow.
 */
export async function changeAssurance(
  deps: ChangeLimitsDeps,
  residentId: Uuid,
  assurance: Assurance,
): Promise<Result<undefined, { readonly code: 'resident_not_found' }>> {
  const walletId = await findWalletOf(deps.database, residentId);
  if (walletId === undefined) return refuse('resident_not_found');
  return changeLimits(deps, walletId, async (limits, trx) => {
    await updateAssurance(trx, residentId, assurance);
    const accountClass = deps.classes.of(assurance);
    return accept(accountClass === limits.accountClass ? undefined : { accountClass });
  });
}

/** The same for a sign-in, which only ever adds to what was proven: one with less leaves everything as it is. */
export async function raiseAssurance(
  deps: ChangeLimitsDeps,
  residentId: Uuid,
  assurance: Assurance,
): Promise<void> {
  if (assurance === 'general' || (await findAssurance(deps.database, residentId)) === assurance) return;
  const changed = await changeAssurance(deps, residentId, assurance);
  invariant(changed.ok, 'a resident has a wallet');
}
