import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import { actorId, type MerchantPrincipal } from '../auth/principal.ts';
import { recordMerchantEvent } from '../merchants/merchant-event-store.ts';
import { isEasyToGuess } from '../pins/pin.ts';
import { type Cashier, checkRole, type RoleRefusal } from './cashier.ts';
import { replacePinHash, setPinHash } from './cashier-pin-store.ts';
import { insertCashier, lockCashier, markRemoved, updateCashier } from './cashier-store.ts';
import { type CheckPinDeps, checkPin, type PinCheckRefusal } from './check-pin.ts';
import { endSessionsOfCashier } from './session-store.ts';

export type NewCashier = Pick<Cashier, 'id' | 'number' | 'name' | 'role' | 'refundCapMinor'> & {
  readonly pin: string;
};

/** What may be changed of a cashier; what is left out stays. */
export interface CashierChange {
  readonly name?: string | undefined;
  readonly role?: Cashier['role'] | undefined;
  readonly refundCapMinor?: bigint | null | undefined;
  readonly pin?: string | undefined;
}

type CashierRefusal = RoleRefusal | { readonly code: 'pin_too_easy' };
type NoNewCashier = CashierRefusal | { readonly code: 'cashier_number_taken' };

/** Lets somebody work at the merchant's tills. */
export async function createCashier(
  { database, clock, pinHasher }: CheckPinDeps,
  who: MerchantPrincipal,
  { pin, ...asked }: NewCashier,
): Promise<Result<Cashier, NoNewCashier>> {
  const allowed = checkRole(asked.role, asked.refundCapMinor, who.permissions);
  if (!allowed.ok) return allowed;
  if (isEasyToGuess(pin)) return refuse('pin_too_easy');
  const hashed = await pinHasher.hash(asked.id, pin);
  const { merchantId } = who;
  const cashier = { ...asked, merchantId, createdAt: clock.now(), removedAt: null };
  return withTrx(database, async (trx) => {
    if (!(await insertCashier(trx, cashier, hashed))) return refuse('cashier_number_taken');
    await recordMerchantEvent(trx, {
      ...eventOf(who, cashier.id),
      action: 'cashier.created',
      facts: { role: cashier.role, number: cashier.number },
      at: cashier.createdAt,
    });
    return accept(cashier);
  });
}

/** Changes a cashier who works there. Whoever gets another role, cap or PIN has to sign in anew: it holds at once. */
export async function changeCashier(
  { database, clock, pinHasher }: CheckPinDeps,
  who: MerchantPrincipal,
  { id, ...change }: CashierChange & { readonly id: Uuid },
): Promise<Result<Cashier, CashierRefusal | { readonly code: 'cashier_not_found' }>> {
  const { pin } = change;
  if (pin !== undefined && isEasyToGuess(pin)) return refuse('pin_too_easy');
  const hashed = pin === undefined ? undefined : await pinHasher.hash(id, pin);
  const at = clock.now();
  return withTrx(database, async (trx) => {
    const before = await lockCashier(trx, id);
    if (before === undefined || before.removedAt !== null) return refuse('cashier_not_found');
    const after = changed(before, change);
    // Of two people one may not give the other more, nor take over the PIN of somebody who may do more.
    const allowed = checkRole(after.role, after.refundCapMinor, who.permissions);
    if (!allowed.ok) return allowed;
    if (!checkRole(before.role, before.refundCapMinor, who.permissions).ok) return refuse('role_not_held');
    await updateCashier(trx, after);
    if (hashed !== undefined) await setPinHash(trx, id, hashed);
    const isAnother = after.role !== before.role || after.refundCapMinor !== before.refundCapMinor;
    if (isAnother || hashed !== undefined) await endSessionsOfCashier(trx, id, at);
    const facts = { role: after.role, pin: hashed === undefined ? 'kept' : 'changed' };
    await recordMerchantEvent(trx, { ...eventOf(who, id), action: 'cashier.changed', facts, at });
    return accept(after);
  });
}

/** The cap goes with the role: another role starts without one. */
function changed(before: Cashier, { name, role, refundCapMinor }: CashierChange): Cashier {
  const kept = role === undefined || role === before.role ? before.refundCapMinor : null;
  return {
    ...before,
    name: name ?? before.name,
    role: role ?? before.role,
    refundCapMinor: refundCapMinor === undefined ? kept : refundCapMinor,
  };
}

/** Sends a cashier away: signed out everywhere at once. The number is free again; what they did keeps their name. */
export async function removeCashier(
  { database, clock }: CheckPinDeps,
  who: MerchantPrincipal,
  id: Uuid,
): Promise<void> {
  const at = clock.now();
  await withTrx(database, async (trx) => {
    const cashier = await lockCashier(trx, id);
    if (cashier === undefined || cashier.removedAt !== null) return;
    await markRemoved(trx, id, at);
    await endSessionsOfCashier(trx, id, at);
    await recordMerchantEvent(trx, { ...eventOf(who, id), action: 'cashier.removed', at });
  });
}

/** A cashier chooses a PIN that whoever made the first one does not know. */
export async function changeOwnPin(
  deps: CheckPinDeps,
  cashierId: Uuid,
  asked: { readonly pin: string; readonly currentPin: string },
): Promise<Result<null, PinCheckRefusal | { readonly code: 'pin_too_easy' }>> {
  if (isEasyToGuess(asked.pin)) return refuse('pin_too_easy');
  const checked = await checkPin(deps, cashierId, asked.currentPin);
  if (!checked.ok) return checked;
  const hashed = await deps.pinHasher.hash(cashierId, asked.pin);
  const replaced = await replacePinHash(deps.database, { cashierId, known: checked.value, ...hashed });
  // Somebody set another one between the two steps, so what was shown is not the PIN any more.
  return replaced ? accept(null) : refuse('cashier_or_pin_wrong');
}

function eventOf({ merchantId, actor }: MerchantPrincipal, cashierId: Uuid) {
  return { merchantId, actor: actorId(actor), subject: formatPublicId('csh', cashierId) };
}
