import { refuse } from '@tamsui/errors';

/** Why bytes are no merchant-presented code, or why a code cannot be written. */
export type EmvQrCode =
  /** The bytes are no UTF-8. */
  | 'not_utf8'
  | 'too_long'
  /** The text ends within a tag or a length. */
  | 'truncated'
  | 'tag_malformed'
  | 'length_malformed'
  /** Fewer characters follow than the length says. */
  | 'value_truncated'
  | 'tag_repeated'
  | 'tag_missing'
  /** Tag 00 has to come first, and 63 last. */
  | 'tag_misplaced'
  | 'version_unknown'
  | 'crc_wrong'
  | 'value_too_long'
  | 'value_malformed';

/** `tag` is the path of what is wrong, for example `62.01`; empty when it is the payload as a whole. */
export type EmvQrRefusal = { readonly code: EmvQrCode; readonly tag: string };

export function refuseTag(code: EmvQrCode, tag: string) {
  return refuse(code, { tag });
}
