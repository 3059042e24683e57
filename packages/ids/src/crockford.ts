/** Crockford's base 32: no I, L, O or U, so that a spoken or typed identifier survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const HEX = '0123456789abcdef';

/** Twenty bits are five hexadecimal digits, and four of base 32: so many go at a time, and no bigint is made. */
const HEX_DIGITS = 5;
const DIGITS = 4;
const PAIR_BITS = 10;
const PAIR_MASK = 1_023;

/** Two digits for each number of ten bits: every answer spells several ids. */
const PAIRS = Array.from(
  { length: PAIR_MASK + 1 },
  (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31),
);
const HYPHEN = '-'.charCodeAt(0);

/** What a character is worth, by its code; -1 for one that is no digit. */
function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  return values;
}

const HEX_VALUES = valuesOf(HEX);
const VALUES = valuesOf(ALPHABET);

/**
 * Writes an unsigned number, given in lower-case hexadecimal digits, in exactly `length` digits. Hyphens are passed over. It
 * goes from right to left over the codes of the characters: cutting the text into pieces would cost several times as much.
 */
export function toBase32(hex: string, length: number): string {
  let text = '';
  let bits = 0;
  let read = 0;
  for (let at = hex.length - 1; at >= 0; at -= 1) {
    const code = hex.charCodeAt(at);
    if (code === HYPHEN) continue;
    bits |= (HEX_VALUES[code] ?? 0) << (4 * read);
    read += 1;
    if (read === HEX_DIGITS) {
      text = `${PAIRS[bits >>> PAIR_BITS]}${PAIRS[bits & PAIR_MASK]}${text}`;
      bits = 0;
      read = 0;
    }
  }
  if (read > 0) text = `${PAIRS[bits >>> PAIR_BITS]}${PAIRS[bits & PAIR_MASK]}${text}`;
  return text.length === length ? text : text.padStart(length, '0').slice(-length);
}

/**
 * Reads an unsigned number as lower-case hexadecimal digits, five for each four that it has; undefined when a character is
 * no digit of the lower-case alphabet.
 */
export function fromBase32(text: string): string | undefined {
  let hex = '';
  for (let end = text.length; end > 0; end -= DIGITS) {
    let bits = 0;
    for (let at = Math.max(0, end - DIGITS); at < end; at += 1) {
      const digit = VALUES[text.charCodeAt(at)] ?? -1;
      if (digit < 0) return undefined;
      bits = bits * 32 + digit;
    }
    hex = bits.toString(16).padStart(HEX_DIGITS, '0') + hex;
  }
  return hex;
}
