/** Crockford's base 32: no I, L, O or U, so that a spoken or typed identifier survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twenty bits are five hexadecimal digits, and four of base 32: so many go at a time, and no bigint is made. */
const HEX_DIGITS = 5;
const DIGITS = 4;

/** Two digits for each number of ten bits: every answer spells several ids. */
const PAIRS = Array.from(
  { length: 1_024 },
  (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31),
);

/** Writes an unsigned number, given in lower-case hexadecimal digits, in exactly `length` digits. */
export function toBase32(hex: string, length: number): string {
  let text = '';
  for (let end = hex.length; end > 0; end -= HEX_DIGITS) {
    const bits = Number.parseInt(hex.slice(Math.max(0, end - HEX_DIGITS), end), 16);
    text = `${PAIRS[bits >>> 10]}${PAIRS[bits & 1_023]}${text}`;
  }
  return text.padStart(length, '0').slice(-length);
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
      const digit = ALPHABET.indexOf(text.charAt(at));
      if (digit < 0) return undefined;
      bits = bits * 32 + digit;
    }
    hex = bits.toString(16).padStart(HEX_DIGITS, '0') + hex;
  }
  return hex;
}
