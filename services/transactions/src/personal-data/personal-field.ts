import { createHmac } from 'node:crypto';

/** What is known of a person. Each value is closed with a key of that person alone. */
export type PersonalField = 'name' | 'bank_account' | 'phone_number';

/** All of them, in the order in which they are shown. */
export const FIELDS_OF_PERSONS = [
  'name',
  'bank_account',
  'phone_number',
] as const satisfies readonly PersonalField[];

export type PersonalValues = Readonly<Partial<Record<PersonalField, string>>>;

/** Fields by which a person can be found; no two people have the same value. */
export type FindableField = 'phone_number';

export const FINDABLE_FIELDS: readonly FindableField[] = ['phone_number'];

/**
 * What a value is found by: HMAC-SHA-256 (RFC 2104) with a key of its own, so that whoever has the table can neither
 * read numbers from it nor try all of them.
 */
export function blindIndex(indexKey: Buffer, field: FindableField, value: string): Buffer {
  return createHmac('sha256', indexKey).update(`${field}:${value}`, 'utf8').digest();
}
