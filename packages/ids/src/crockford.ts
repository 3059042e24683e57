/** Crockford's base 32: no I, L, O or U, so that a spoken or typed identifier survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const HEX = '0123456789abcdef';
const DIGIT_BITS = 5;
const DIGIT_MASK = 31;
const HEX_BITS = 4;
const HEX_MASK = 15;
const NONE = 255;

/** What a byte of a text is worth; NONE for one that is no digit. */
function valuesOf(alphabet: Buffer): Uint8Array {
  const values = new Uint8Array(256).fill(NONE);
  for (const [value, digit] of alphabet.entries()) values[digit] = value;
  return values;
}

const DIGITS = Buffer.from(ALPHABET);
const HEX_DIGITS = Buffer.from(HEX);
const VALUES = valuesOf(DIGITS);
const HEX_VALUES = valuesOf(HEX_DIGITS);

/**
 * Every request reads and spells several ids. Texts come in many representations inside V8, and asking one for its characters,
 * one by one, costs several times as much as copying it here first and looking at bytes.
 */
const read = Buffer.alloc(128);
const written = Buffer.alloc(128);

/**
 * Writes an unsigned number, given in at most 128 lower-case hexadecimal digits, in exactly `length` digits. Hyphens are
 * passed over. It goes from right to left, since a number's last digits are the same however long it is.
 */
export function toBase32(hex: string, length: number): string {
  let from = read.write(hex, 'latin1');
  let at = length;
  let bits = 0;
  let held = 0;
  while (at > 0) {
    while (held < DIGIT_BITS && from > 0) {
      from -= 1;
      const value = HEX_VALUES[read[from] as number] as number;
      if (value === NONE) continue;
      bits |= value << held;
      held += HEX_BITS;
    }
    at -= 1;
    written[at] = DIGITS[bits & DIGIT_MASK] as number;
    bits >>>= DIGIT_BITS;
    held = Math.max(0, held - DIGIT_BITS);
  }
  return written.toString('latin1', 0, length);
}

const UUID_LENGTH = 36;
const HYPHENS = [8, 13, 18, 23];
const HYPHEN = '-'.charCodeAt(0);
/** Where the digits of a UUID are in its spelling. */
const UUID_PLACES = Uint8Array.from(
  Array.from({ length: UUID_LENGTH }, (_, at) => at).filter((at) => !HYPHENS.includes(at)),
);
/** 26 digits of five bits hold two bits more than a UUID has. */
export const UUID_BASE32_LENGTH = 26;

/** Reads a UUID from 26 digits of the lower-case alphabet; undefined for any other text, and for a larger number. */
export function uuidFromBase32(text: string): string | undefined {
  if (text.length !== UUID_BASE32_LENGTH || read.write(text) !== UUID_BASE32_LENGTH) return undefined;
  for (const at of HYPHENS) written[at] = HYPHEN;
  let from = UUID_BASE32_LENGTH;
  let bits = 0;
  let held = 0;
  for (let place = UUID_PLACES.length - 1; place >= 0; place -= 1) {
    if (held < HEX_BITS) {
      from -= 1;
      const value = VALUES[read[from] as number] as number;
      if (value === NONE) return undefined;
      bits |= value << held;
      held += DIGIT_BITS;
    }
    written[UUID_PLACES[place] as number] = HEX_DIGITS[bits & HEX_MASK] as number;
    bits >>>= HEX_BITS;
    held -= HEX_BITS;
  }
  return bits === 0 ? written.toString('latin1', 0, UUID_LENGTH) : undefined;
}
