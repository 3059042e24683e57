/** An example, as it is written down: what is different each time is replaced by something that looks the same. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Longer lists say nothing more. */
const MAX_ITEMS = 2;

/** Within a shop's QR text an id stands right behind its length, so nothing needs to be between. */
const PUBLIC_ID = /([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}/g;
const ID_HEAD = '01k0c3d9v2e8qt4m7x5r6w1zh';
const ID_DIGITS = 'abcdefghjkmnpqrstvwxyz0123456789';
/** It has a meaning: before all others. */
const ZERO_ID = /_0{26}$/;

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})/g;
const FIRST_INSTANT = Date.parse('2026-03-02T04:05:06.789Z');
const MINUTE_MS = 60_000;

const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;
const ANY_DATE = '2026-03-02';
/** On paper, in the city's time zone. */
const LOCAL_TIME = / \d{2}:\d{2}:\d{2}\b/g;
const ANY_LOCAL_TIME = ' 12:05:06';

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const ANY_UUID = '8c1d2e3f-4a5b-8c7d-9e0f-1a2b3c4d5e6f';

const LOCAL_URL = /https?(:\/\/|%3A%2F%2F)(?:127\.0\.0\.1|localhost)(?::|%3A)\d+/g;

const JWS = /^eyJ[\w-]+\.[\w-]*\.[\w-]*$/;
const ANY_JWS = 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl';

/**
 * A prefix such as `mk_test_`, and what nobody can guess. No other prefixes: one in a hundred keys and digests begins with
 * small letters and an underscore by chance.
 */
export const SECRET = /^((?:[a-z]{2}_test|whsec|whpk)_)([0-9a-zA-Z+/=_-]{32,})$/;
/** Keys, digests, challenges and cursors: base64 or hexadecimal digits. */
const OPAQUE = /^[0-9a-zA-Z+/_-]{24,}={0,2}$/;
/** The same in the query of an address. */
const OPAQUE_PARAMETER = /=[\w-]{24,}(?=&|$)/g;
/** A checksum ends the text of a QR code (EMV QRCPS 1.1, 4.7.3): four hexadecimal digits behind `6304`. */
const CHECKED_TEXT = /^000201.*6304[0-9A-F]{4}$/s;
/** A nonce or a signature in it, behind its length. */
const SEALED_PART = /(?<=tw\.tamsui(?:01\d{2}[\w-]+)?0243)[\w-]{43}/g;

/** What is drawn by lot or counted, and short: only its name tells. */
const BY_NAME: Readonly<Record<string, string>> = {
  alias: '48151623',
  creditor_account: '700000000009',
  kid: 'Tq2yR7vWm0aXc4Zb',
  id_ends_with: '5r6w1zha',
  prefix: 'mk_test_0000',
  request_id: 'req_01a22915fca70a1980f0daf518d12a4b',
};
/** What the city itself calls a sale at a sticker. */
const STICKER_ORDER = /^S-(?=\d*[A-Z])[0-9A-Z]{8}$/;
const ANY_STICKER_ORDER = 'S-MW3ZFN34';
/** A version of the API looks like a date, and is none. */
const VERSIONS: ReadonlySet<string> = new Set([
  'api_version',
  'version',
  'versions',
  'current',
  'api_version_before',
]);
/** Where a page ends depends on how much there is by then. */
const CURSORS: ReadonlySet<string> = new Set(['cursor', 'next_cursor']);
/** Base64url of a JSON object or list; the cursor of events is an id. */
const CURSOR = /^(?:ey|W)[\w-]+$/;
const ANY_CURSOR = 'eyJiZWZvcmUiOiI5In0';
/** How long something was, or took. */
const NUMBER_BY_NAME: Readonly<Record<string, number>> = { bytes: 12_800, duration_ms: 20 };
const CODE_DIGITS = '70481516234208151623420815162342';

/** Replaces what differs from one recording to the next: ids, instants, dates, addresses and secrets. */
export function normalise(example: unknown): Json {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  const firstMs = earliestInstant(example);

  function idFor(id: string, prefix: string): string {
    if (ZERO_ID.test(id)) return id;
    const known = ids.get(id);
    if (known !== undefined) return known;
    const count = counts.get(prefix) ?? 0;
    counts.set(prefix, count + 1);
    const other = `${prefix}_${ID_HEAD}${ID_DIGITS[count % ID_DIGITS.length] ?? ''}`;
    ids.set(id, other);
    return other;
  }

  function instantFor(text: string): string {
    const minutes = Math.round((Date.parse(text) - firstMs) / MINUTE_MS);
    const utc = new Date(FIRST_INSTANT + minutes * MINUTE_MS).toISOString();
    const zone = /[+-]\d{2}:\d{2}$/.exec(text)?.[0];
    return zone === undefined ? utc : utc.replace(/\.\d+Z$/, zone);
  }

  function spoken(text: string): string {
    // The instants come first and hide from the dates: a date alone has no `T` behind it.
    const parts = text.split(INSTANT);
    const instants = (text.match(INSTANT) ?? []).map(instantFor);
    return parts
      .map((part) =>
        part
          .replaceAll(PUBLIC_ID, idFor)
          .replaceAll(UUID, ANY_UUID)
          .replaceAll(DATE, ANY_DATE)
          .replaceAll(LOCAL_TIME, ANY_LOCAL_TIME)
          .replaceAll(LOCAL_URL, 'https$1example.com'),
      )
      .map((part, index) => part + (instants[index] ?? ''))
      .join('');
  }

  function textFor(text: string, name: string): string {
    if (CURSORS.has(name) && CURSOR.test(text)) return ANY_CURSOR;
    const byName = BY_NAME[name];
    if (byName !== undefined && text.length === byName.length) return byName;
    if (name === 'code' && /^\d+$/.test(text)) return CODE_DIGITS.slice(0, text.length);
    if (STICKER_ORDER.test(text)) return ANY_STICKER_ORDER;
    if (JWS.test(text)) return ANY_JWS;
    if (text.startsWith('<svg')) return text.replace(/>.*$/s, '></svg>');
    const [, prefix = '', secret] = SECRET.exec(text) ?? [];
    if (secret !== undefined) return prefix + '0'.repeat(secret.length);
    const other = spoken(text);
    if (CHECKED_TEXT.test(text)) return withChecksum(other.replaceAll(SEALED_PART, zeros));
    if (other !== text || ZERO_ID.test(text)) return other.replaceAll(OPAQUE_PARAMETER, zeros);
    return OPAQUE.test(text) && /[a-zA-Z]/.test(text) && /\d/.test(text) ? zeros(text) : text;
  }

  function valueFor(value: unknown, name: string): Json {
    if (VERSIONS.has(name)) return value as Json;
    if (typeof value === 'string') return textFor(value, name);
    if (typeof value === 'number') return NUMBER_BY_NAME[name] ?? value;
    if (Array.isArray(value)) return shortened(name, value).map((item) => valueFor(item, name));
    if (typeof value !== 'object' || value === null) return value as Json;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]: [string, unknown]) => [key, valueFor(member, key)]),
    );
  }

  return valueFor(example, '');
}

function zeros(text: string): string {
  return text.replaceAll(/[^=]/g, '0');
}

/** Only pages of lists are cut: a statement whose lines were cut would not add up. */
function shortened(name: string, items: readonly unknown[]): readonly unknown[] {
  return name === 'data' ? items.slice(0, MAX_ITEMS) : items;
}

function earliestInstant(example: unknown): number {
  const found = JSON.stringify(example ?? null).match(INSTANT) ?? [];
  return Math.min(...found.map((text) => Date.parse(text)));
}

/** CRC-16 of ISO/IEC 13239 with 0x1021 from 0xFFFF, as EMV QRCPS 1.1 has it. */
export function withChecksum(text: string): string {
  const checked = text.slice(0, -4);
  let crc = 0xffff;
  for (const byte of Buffer.from(checked, 'utf8')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return checked + crc.toString(16).toUpperCase().padStart(4, '0');
}
