import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { Problem } from '@tamsui/platform/http';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';
import { type EventOwner, type EventType, readableTypes } from './event.ts';
import { findPlace } from './event-store.ts';

/** Before the first event there is. */
export const BEGINNING: Uuid = '00000000-0000-0000-0000-000000000000';

/** Whose events a caller reads: a cashier those of the merchant, a phone those of its resident. */
export function ownerOf(who: MerchantPrincipal | ResidentPrincipal): EventOwner {
  return who.kind === 'merchant'
    ? { kind: 'merchant', id: who.merchantId }
    : { kind: 'resident', id: who.residentId };
}

/** Of the types that were asked for, or of all, those that this caller may read. */
export function typesFor(
  who: MerchantPrincipal | ResidentPrincipal,
  asked: readonly EventType[] | undefined,
): EventType[] {
  const managesBusiness = who.kind === 'merchant' && who.permissions.has('merchant:manage');
  const readable = readableTypes({ managesBusiness });
  return asked === undefined ? readable : readable.filter((type) => asked.includes(type));
}

/**
 * The sequence of an event that a caller names as the last they have. The id of an event is the only cursor there is: it
 * can be made up by nobody, and somebody else's names no place.
 * @param pointer where it was named, for the problem
 * @throws Problem 400
 */
export async function placeAfter(
  database: Database,
  owner: EventOwner,
  { id, pointer }: { readonly id: Uuid; readonly pointer: string },
): Promise<bigint> {
  if (id === BEGINNING) return 0n;
  const place = await findPlace(database, owner, id);
  if (place === undefined) throw noPlace(pointer);
  return place.sequence;
}

export function noPlace(pointer: string): Problem {
  const detail = 'This is none of your events, so nothing can come after it.';
  return new Problem({
    status: 400,
    code: 'cursor_invalid',
    detail,
    errors: [{ pointer, code: 'cursor_invalid', message: detail }],
  });
}
