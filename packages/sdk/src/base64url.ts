/** Bytes in base64url without padding (RFC 4648, 5). */
export function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function base64urlOfText(text: string): string {
  return base64url(new TextEncoder().encode(text));
}
