import { charactersIn, type DataObject, readDataObjects, tagPath } from './data-object.ts';
import { type EmvQrCode, type EmvQrRefusal, refuseTag } from './refusal.ts';

/** What a value has to look like: how many characters at most, and which. */
export interface Format {
  readonly maxCharacters: number;
  readonly pattern: RegExp;
}

/** EMVCo MPM 1.1, 4.1: `ans` is printable ASCII, `S` any Unicode text. We take no control characters in it. */
const ANS = /^[\x20-\x7e]+$/;
const TEXT = /^\P{Cc}+$/u;

export const ans = (maxCharacters: number): Format => ({ maxCharacters, pattern: ANS });
export const text = (maxCharacters: number): Format => ({ maxCharacters, pattern: TEXT });
export const exactly = (maxCharacters: number, pattern: RegExp): Format => ({ maxCharacters, pattern });

/**
 * Reads fields by tag and remembers the first problem, so that the code that names the fields stays a plain list of
 * them. After a problem the values mean nothing and the whole code is refused.
 */
export interface FieldReader {
  optional(tag: string, format: Format): string | null;
  required(tag: string, format: Format): string;
  /** The fields of a range of tags, checked, by ascending tag: codes that say the same are equal. */
  range(range: readonly [string, string], format: Format): DataObject[];
  /** A reader for the template in a field; null when the field is not there. */
  template(tag: string): FieldReader | null;
  note(code: EmvQrCode, tag: string): void;
  problem(): EmvQrRefusal | undefined;
}

type Note = FieldReader['note'];

export function createFieldReader(objects: readonly DataObject[]): FieldReader {
  let first: EmvQrRefusal | undefined;
  const note: Note = (code, tag) => {
    first ??= refuseTag(code, tag).refusal;
  };
  return readerOf(objects, '', note, () => first);
}

function readerOf(
  objects: readonly DataObject[],
  within: string,
  note: Note,
  problem: FieldReader['problem'],
): FieldReader {
  const check = ({ tag, value }: DataObject, format: Format): void => {
    const path = tagPath(within, tag);
    if (charactersIn(value) > format.maxCharacters) note('value_too_long', path);
    else if (!format.pattern.test(value)) note('value_malformed', path);
  };
  const find = (wanted: string) => objects.find(({ tag }) => tag === wanted);
  const optional = (tag: string, format: Format): string | null => {
    const object = find(tag);
    if (object === undefined) return null;
    check(object, format);
    return object.value;
  };
  return {
    optional,
    required: (tag, format) => {
      const value = optional(tag, format);
      if (value === null) note('tag_missing', tagPath(within, tag));
      return value ?? '';
    },
    range: ([from, to], format) => {
      const inRange = objects
        .filter(({ tag }) => tag >= from && tag <= to)
        .sort((a, b) => (a.tag < b.tag ? -1 : 1));
      for (const object of inRange) check(object, format);
      return inRange;
    },
    template: (tag) => {
      const object = find(tag);
      if (object === undefined) return null;
      const path = tagPath(within, tag);
      const read = readDataObjects(object.value, path);
      if (!read.ok) note(read.refusal.code, read.refusal.tag);
      return readerOf(read.ok ? read.value : [], path, note, problem);
    },
    note,
    problem,
  };
}
