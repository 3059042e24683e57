/** Whatever is not a `Char` of XML 1.0 (5th ed.) section 2.2: most control characters, and lone surrogates. */
const FORBIDDEN_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** ISO 20022 Max140Text, the type of party names and of unstructured remittance lines. */
export const MAX_NAME_CODE_POINTS = 140;

/**
 * Makes a name or remittance line fit Max140Text. What XML cannot carry, and line breaks, become blanks; runs
 * of blanks become one. The limit of the schema counts characters, so code points are counted and a Chinese
 * name keeps 140 of its characters; UTF-16 units would cut a rare one in half. A longer name is cut, because
 * banks match payouts by account and reference, and a name that is too long must not stop a whole file.
 *
 * @returns the text, perhaps empty: an empty element is not allowed by the schema, so the caller leaves it out.
 */
export function fitMax140Text(text: string): string {
  const oneLine = text.replace(FORBIDDEN_IN_XML, ' ').replace(/\s+/gu, ' ').trim();
  return [...oneLine].slice(0, MAX_NAME_CODE_POINTS).join('').trimEnd();
}

/**
 * True for an identifier that every bank takes: 1 to `maxLength` of letters, digits and `/-?:().,'+`, the
 * character set that the EPC guidelines and CGI-MP ask of references (EPC217-08), without blanks.
 */
export function isReference(text: string, maxLength: number): boolean {
  return text.length <= maxLength && /^[A-Za-z0-9/\-?:().,'+]+$/.test(text);
}
