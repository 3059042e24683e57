/** Crockford's base 32: no I, L, O or U, so that a spoken or typed identifier survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const HEX_DIGITS = '0123456789abcdef';

/**
 * Writes an unsigned number, given in lower-case hexadecimal digits, in exactly `length` digits. It moves bits and makes
 * no bigint: every answer spells several ids.
 */
export function toBase32(hex: string, length: number): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (let at = hex.length - 1; at >= 0; at -= 1) {
    pending |= HEX_DIGITS.indexOf(hex.charAt(at)) << bits;
    bits += 4;
    if (bits < 5) continue;
    text = ALPHABET.charAt(pending & 31) + text;
    pending >>>= 5;
    bits -= 5;
  }
  return (ALPHABET.charAt(pending) + text).padStart(length, '0').slice(-length);
}

/** Reads an unsigned number, or undefined when a character is no digit of the lower-case alphabet. */
export function fromBase32(text: string): bigint | undefined {
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  return value;
}
