import type { Uuid } from '@tamsui/ids';
import { actorId, type MerchantPrincipal, type OperatorPrincipal } from '../auth/principal.ts';
import { notFound } from '../http/id-fields.ts';

/** Whoever may manage what a merchant has: the merchant's own people and keys, and the operator. */
export type Manager = OperatorPrincipal | MerchantPrincipal;

/** What the history calls them. */
export function managerName(who: Manager): string {
  return who.kind === 'operator' ? 'operator' : actorId(who.actor);
}

/** Unwraps something of a merchant's that this caller manages. @throws Problem 404, for somebody else's, too */
export function managed<Thing extends { readonly merchantId: Uuid }>(
  who: Manager,
  thing: Thing | undefined,
  name: string,
): Thing {
  if (thing === undefined) throw notFound(name);
  if (who.kind === 'merchant' && who.merchantId !== thing.merchantId) throw notFound(name);
  return thing;
}
