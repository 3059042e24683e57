/** Crockford's base 32: no I, L, O or U, so that a spoken or typed identifier survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Writes an unsigned number in exactly `length` digits. */
export function toBase32(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
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
