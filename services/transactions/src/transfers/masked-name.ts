/**
 * A name as strangers see it: enough to tell a friend from a wrong number, too little to learn who somebody is.
 *
 *     林曉美 → 林○美    林美 → 林○    歐陽小美 → 歐○○美    Lin Mei → L** M**    Maria de la Cruz → M** C**
 *
 * Chinese, Japanese and Korean names keep their first and last character. Others keep the first letter of the first and
 * of the last word, and the stars are always two: the length of a name narrows it down. Characters are counted as
 * readers see them (grapheme clusters, UAX #29), so no letter is cut in two.
 */
export function maskName(name: string): string {
  const words = wordsOf(name.normalize('NFC'));
  if (words.length > 0 && words.flat().every((letter) => EAST_ASIAN.test(letter)))
    return maskEastAsian(words.flat());
  const [first, ...others] = words.map(maskWord);
  const last = others.at(-1);
  if (first === undefined) return STARS;
  return last === undefined ? first : `${first} ${last}`;
}

const CIRCLE = '○';
const STARS = '**';
const EAST_ASIAN =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]/u;
const LETTER = /[\p{L}\p{N}]/u;
/** What stands between the parts of a name: blanks, hyphens, and the middle dots of indigenous and foreign names. */
const SEPARATORS = /[\s\p{Pd}·・‧•]+/u;
/** Marks can be piled on one letter without end; no script's letter needs more code points than these. */
const MAX_LETTER_LENGTH = 4;
/** More circles than these tell nothing. */
const MAX_CIRCLES = 3;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The letters of each word; signs, pictures and apostrophes are none. */
function wordsOf(name: string): string[][] {
  return name
    .split(SEPARATORS)
    .map((word) => [...segmenter.segment(word)].map(({ segment }) => segment).filter(isLetter))
    .filter((letters) => letters.length > 0);
}

function isLetter(grapheme: string): boolean {
  return LETTER.test(grapheme);
}

function maskEastAsian(letters: readonly string[]): string {
  const [first, ...others] = letters.map(shortLetter);
  const last = others.at(-1);
  if (first === undefined || last === undefined) return CIRCLE;
  return others.length === 1
    ? `${first}${CIRCLE}`
    : `${first}${CIRCLE.repeat(Math.min(others.length - 1, MAX_CIRCLES))}${last}`;
}

function maskWord([first = '']: readonly string[]): string {
  return `${shortLetter(first)}${STARS}`;
}

function shortLetter(letter: string): string {
  return [...letter].slice(0, MAX_LETTER_LENGTH).join('');
}
