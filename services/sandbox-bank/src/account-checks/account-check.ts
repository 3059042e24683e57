/** This bank's own code. Of accounts at other banks it knows nothing. */
export const OWN_BANK_CODE = '999';

/** `unknown`: the bank cannot tell. `late`: it cannot tell yet. */
export type AccountCheckResult = 'match' | 'no_match' | 'unknown' | 'late';

/** How the bank answers such questions: as it should, or badly on purpose. */
export const ACCOUNT_CHECK_MANNERS = [
  'honest',
  /** It says that it needs more time, however often it is asked. */
  'late',
  /** It closes the connection without an answer. */
  'hang_up',
  /** It answers 500. */
  'failing',
  /** It answers 200 with something else. */
  'garbled',
  /** It answers as it should, but about another account. */
  'mixed_up',
] as const;
export type AccountCheckManner = (typeof ACCOUNT_CHECK_MANNERS)[number];

/** Whether an account that this bank keeps belongs to a name; undefined stands for an account that it does not keep. */
export function checkHolder(holderName: string | undefined, askedName: string): AccountCheckResult {
  if (holderName === undefined) return 'unknown';
  return sameName(holderName, askedName) ? 'match' : 'no_match';
}

/** Names are compared by their letters and digits alone: width, case, blanks and punctuation are how people type. */
function sameName(a: string, b: string): boolean {
  return lettersOf(a) === lettersOf(b);
}

function lettersOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
}
