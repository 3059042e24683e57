/** Everything that a terminal would obey instead of showing, save the line break. */
const CONTROLS = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Text as a terminal may show it. Names and references come from others, and an escape sequence in one could clear the
 * screen, forge a line or turn the direction of writing.
 */
export function printable(text: string): string {
  return text.replace(CONTROLS, '\ufffd');
}
