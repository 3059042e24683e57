import { accept, type Result } from '@tamsui/errors';
import { type EmvQrRefusal, refuseTag } from './refusal.ts';

/** A tag of two digits with its value: what a payload and every template in it are made of. */
export interface DataObject {
  readonly tag: string;
  readonly value: string;
}

/** Two digits of length cannot say more. */
export const MAX_VALUE_CHARACTERS = 99;
const HEADER_CHARACTERS = 4;
const TWO_DIGITS = /^[0-9]{2}$/;

/** The path of a tag: `01` within `62` is `62.01`. */
export function tagPath(within: string, tag: string): string {
  return within === '' ? tag : `${within}.${tag}`;
}

/** What a length counts: Unicode characters, neither bytes nor the halves of which JavaScript makes a rare one. */
export function charactersIn(value: string): number {
  return [...value].length;
}

/**
 * Splits a text into its data objects, in their order. A tag comes at most once, and no value is empty (EMVCo MPM
 * 1.1, 3.2 and 3.3: lengths run from 01 to 99).
 * @param within the tag whose value the text is; empty for a whole payload
 */
export function readDataObjects(text: string, within = ''): Result<DataObject[], EmvQrRefusal> {
  const characters = [...text];
  const objects: DataObject[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < characters.length; ) {
    const tag = characters.slice(at, at + 2).join('');
    const digits = characters.slice(at + 2, at + HEADER_CHARACTERS).join('');
    const path = tagPath(within, tag);
    if (characters.length < at + HEADER_CHARACTERS) return refuseTag('truncated', within);
    if (!TWO_DIGITS.test(tag)) return refuseTag('tag_malformed', within);
    if (!TWO_DIGITS.test(digits) || digits === '00') return refuseTag('length_malformed', path);
    if (seen.has(tag)) return refuseTag('tag_repeated', path);
    const end = at + HEADER_CHARACTERS + Number(digits);
    if (end > characters.length) return refuseTag('value_truncated', path);
    seen.add(tag);
    objects.push({ tag, value: characters.slice(at + HEADER_CHARACTERS, end).join('') });
    at = end;
  }
  return accept(objects);
}

/** Joins data objects by ascending tag, the order of the specification's own tables. */
export function writeDataObjects(objects: readonly DataObject[]): string {
  return objects
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1))
    .map(({ tag, value }) => `${tag}${String(charactersIn(value)).padStart(2, '0')}${value}`)
    .join('');
}
