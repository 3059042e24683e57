import { toBase32, UUID_BASE32_LENGTH, uuidFromBase32 } from './crockford.ts';
import type { Uuid } from './uuid.ts';

/** What the outside calls a thing: the prefix says its kind and is not stored. */
export type PublicIdPrefix =
  | 'res' // resident
  | 'wal' // wallet
  | 'dev' // device of a resident
  | 'ses' // session: what one enrolment of a device lets it do
  | 'sin' // sign-in of a person
  | 'mer' // merchant
  | 'apl' // application of somebody who would be a merchant
  | 'sto' // store
  | 'ter' // terminal
  | 'shc' // code that a shop shows for one sale
  | 'key' // API key
  | 'csh' // cashier
  | 'pay' // payment
  | 'cap' // capture of an authorised payment
  | 'rfd' // refund
  | 'can' // cancellation of an order
  | 'top' // top-up
  | 'pye' // payee that a resident looked up
  | 'trf' // transfer between residents
  | 'mrq' // request for money
  | 'shr' // share of a request that one resident is to pay
  | 'evt' // event
  | 'whe' // webhook endpoint
  | 'whd' // delivery of an event to a webhook endpoint
  | 'rac' // access to what is known of a resident
  | 'exp' // export of what is kept on a resident
  | 'cls' // closing of a wallet
  | 'ent' // ledger entry
  | 'run' // settlement run
  | 'pot'; // payout

/** Spells a UUID for the outside: `pay_` and 26 digits of Crockford's base 32. */
export function formatPublicId(prefix: PublicIdPrefix, uuid: Uuid): string {
  return `${prefix}_${toBase32(uuid, UUID_BASE32_LENGTH)}`;
}

/** The last digits of any spelling of a UUID for the outside. */
export function publicIdEnd(uuid: Uuid, digits: number): string {
  return toBase32(uuid, digits);
}

/** Reads what `formatPublicId` wrote; undefined for any other text, another prefix included. */
export function parsePublicId(prefix: PublicIdPrefix, text: string): Uuid | undefined {
  return text.startsWith(`${prefix}_`) ? uuidFromBase32(text.slice(prefix.length + 1)) : undefined;
}
