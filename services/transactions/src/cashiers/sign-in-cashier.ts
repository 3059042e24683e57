import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, newSecretToken, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { MerchantActor, MerchantPrincipal } from '../auth/principal.ts';
import type { ApiVersion } from '../http/api-version.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { findTerminal, lockTerminal } from '../merchants/terminal-store.ts';
import { type Cashier, SESSION_LIFETIME_MS } from './cashier.ts';
import { findCashierByNumber, lockCashier } from './cashier-store.ts';
import { type CheckPinDeps, checkPin, type PinCheckRefusal } from './check-pin.ts';
import { endSession, endSessionsAtTerminals, insertSession } from './session-store.ts';

export interface SignInRequest {
  readonly terminalId: Uuid;
  readonly number: string;
  readonly pin: string;
  /** What the till's software was written for: the session keeps it. */
  readonly apiVersion: ApiVersion;
}

/** A cashier at a till, and the token that is their key: in the result and nowhere else. */
export interface SignedIn {
  readonly cashier: Cashier;
  readonly terminalId: Uuid;
  readonly token: string;
  readonly expiresAt: Date;
}

export type SignInRefusal = PinCheckRefusal | { readonly code: 'terminal_not_found' | 'terminal_closed' };

/**
 * Lets a cashier in at a till of the merchant whose key the till has. Whoever was signed in at it is signed out. That
 * the key is asked for keeps strangers from trying PINs, and from locking cashiers out.
 */
export async function signInCashier(
  deps: CheckPinDeps,
  { merchantId }: Pick<MerchantPrincipal, 'merchantId'>,
  { terminalId, number, pin, apiVersion }: SignInRequest,
): Promise<Result<SignedIn, SignInRefusal>> {
  const terminal = await findTerminal(deps.database, terminalId);
  if (terminal?.merchantId !== merchantId) return refuse('terminal_not_found');
  if (terminal.closedAt !== null) return refuse('terminal_closed');
  const cashier = await findCashierByNumber(deps.database, { merchantId, number });
  if (cashier === undefined) {
    await deps.pinHasher.matchesNothing(merchantId, pin);
    return refuse('cashier_or_pin_wrong');
  }
  const checked = await checkPin(deps, cashier.id, pin);
  return checked.ok ? openSession(deps, cashier, { terminalId, apiVersion }) : checked;
}

/** Till and cashier are locked in this order, and looked at again: one may have been closed, the other sent away. */
async function openSession(
  { database, clock }: CheckPinDeps,
  { id: cashierId, merchantId }: Cashier,
  { terminalId, apiVersion }: Pick<SignInRequest, 'terminalId' | 'apiVersion'>,
): Promise<Result<SignedIn, SignInRefusal>> {
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_LIFETIME_MS);
  const { token, hash } = newSecretToken('cs_test');
  return withTrx(database, async (trx) => {
    const terminal = await lockTerminal(trx, terminalId);
    if (terminal === undefined || terminal.closedAt !== null) return refuse('terminal_closed');
    const cashier = await lockCashier(trx, cashierId);
    if (cashier === undefined || cashier.removedAt !== null) return refuse('cashier_or_pin_wrong');
    await endSessionsAtTerminals(trx, [terminalId], createdAt);
    await insertSession(trx, { tokenHash: hash, cashierId, terminalId, apiVersion, createdAt, expiresAt });
    await recordMerchantEvent(trx, {
      merchantId,
      actor: formatPublicId('csh', cashierId),
      action: 'cashier.signed_in',
      subject: formatPublicId('ter', terminalId),
      at: createdAt,
    });
    return accept({ cashier, terminalId, token, expiresAt });
  });
}

/** Ends a cashier's hours at their till. Their token is refused from this moment on. */
export async function signOutCashier(
  { database, clock }: CheckPinDeps,
  { merchantId }: MerchantPrincipal,
  { id: cashierId, terminalId }: MerchantActor & { readonly terminalId: Uuid },
): Promise<void> {
  const endedAt = clock.now();
  await withTrx(database, async (trx) => {
    if (!(await endSession(trx, { cashierId, terminalId, endedAt }))) return;
    await recordMerchantEvent(trx, {
      merchantId,
      actor: formatPublicId('csh', cashierId),
      action: 'cashier.signed_out',
      subject: formatPublicId('ter', terminalId),
      at: endedAt,
    });
  });
}
