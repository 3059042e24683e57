import { SECRET } from './normalise.ts';

/** What a text is, as far as an example has to be like it: an id of one kind is no id of another, and no amount. */
const KINDS: readonly RegExp[] = [
  /^[a-z]{3}(?=_[0-7][0-9a-hjkmnp-tv-z]{25}$)/,
  /^\d{4}-\d{2}-\d{2}T(?=[\d:.]+)/,
  /^\d{4}-\d{2}-\d{2}$/,
  /^-?\d+(\.\d+)?$/,
  /^https?:\/\//,
  SECRET,
];
/** These say it by their digits; of the others, what they are is the same whatever is matched. */
const TELLING = new Set([0, 5]);

function kindOf(text: string): string {
  const index = KINDS.findIndex((kind) => kind.test(text));
  const [whole, prefix = whole] = KINDS[index]?.exec(text) ?? [];
  return TELLING.has(index) ? `${index} ${prefix ?? ''}` : String(index);
}

/**
 * What two recordings of one thing have in common: the members, their types, and what kind of text is in them. Lists are
 * told by their first item, and what may be null or empty at one time and not at another is left open.
 * @returns the places (JSON Pointers) where they differ
 */
export function differences(one: unknown, other: unknown, place = ''): string[] {
  if (one === null || other === null) return [];
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === 0 || other.length === 0 ? [] : differences(one[0], other[0], `${place}/0`);
  }
  if (typeof one !== typeof other || Array.isArray(one) !== Array.isArray(other)) return [place];
  if (typeof one === 'string' && typeof other === 'string')
    return kindOf(one) === kindOf(other) ? [] : [place];
  if (typeof one !== 'object' || typeof other !== 'object') return [];
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) =>
    name in left && name in right
      ? differences(left[name], right[name], `${place}/${name}`)
      : [`${place}/${name}`],
  );
}
