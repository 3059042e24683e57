/**
 * JSON with one spelling, as the journal hashes it: members sorted by UTF-16 code unit and no blanks (RFC 8785, 3.2).
 * Written anew here: a verifier that shared this with the ledger would share its mistakes.
 */
export function spellJson(value: unknown): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += `${i > 0 ? ',' : ''}${spellJson(value[i])}`;
    return `${text}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = new Map<string, unknown>(Object.entries(value));
    let text = '{';
    for (const name of [...members.keys()].sort()) {
      if (text.length > 1) text += ',';
      text += `${JSON.stringify(name)}:${spellJson(members.get(name))}`;
    }
    return `${text}}`;
  }
  return JSON.stringify(value);
}
