import { PERSONAL_CANARIES, type PersonalCanary } from './canaries-of-people.ts';

/** A text of something that was kept, and what it is. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** One spelling for all of Unicode's ways to write it, in small and in capital letters. */
function fold(text: string): string {
  return text.normalize('NFKD').toLowerCase();
}

/** Of bytes, the letters of their base64 that are the same whatever stands before and behind. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(before === 0 ? 0 : before + 1, bytes.length % 3 === (3 - before) % 3 ? undefined : -1);
  });
}

/** A phone number is found without its plus sign and as people in Taiwan write it. */
function waysToSay(value: string): string[] {
  const digits = value.startsWith('+886') ? [value.slice(1), `0${value.slice(4)}`] : [];
  const forms = (['NFC', 'NFD'] as const).map((form) => value.normalize(form));
  return [...new Set([...forms, ...forms.map((form) => form.toLowerCase()), ...digits])];
}

function spellings(value: string) {
  const ways = waysToSay(value);
  const bytes = ways.map((way) => Buffer.from(way, 'utf8'));
  const escaped = ways.map((way) =>
    way.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  return {
    folded: [
      ...ways,
      ...escaped,
      ...ways.map((way) => encodeURIComponent(way)),
      ...ways.map((way) => new URLSearchParams({ v: way }).toString().slice(2)),
      // As PostgreSQL prints bytes, with and without `\x` before them.
      ...bytes.map((one) => one.toString('hex')),
    ].map(fold),
    exact: bytes
      .flatMap(base64Cores)
      .flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_')]),
  };
}

const SPELLINGS = PERSONAL_CANARIES.map((canary) => ({ canary, ...spellings(canary.value) }));

/** Every canary that is in one of the texts: in any of its spellings, as hexadecimal digits, as base64, in an address. */
export function canariesIn(places: readonly Place[]): string[] {
  return places.flatMap(({ name, text }) => {
    const folded = fold(text);
    return SPELLINGS.filter(
      (one) =>
        one.folded.some((spelling) => folded.includes(spelling)) ||
        one.exact.some((spelling) => text.includes(spelling)),
    ).map(({ canary }) => `${name}: ${canary.field}`);
  });
}

/** The same in bytes that are no text, such as a file of PostgreSQL's. */
export function canariesInBytes(bytes: Buffer): PersonalCanary[] {
  return PERSONAL_CANARIES.filter(({ value }) => waysToSay(value).some((way) => bytes.includes(way)));
}
