import { describe, expect, it } from 'vitest';
import { OTHER_BANKS_STATEMENT } from './camt053.testing.ts';
import { type Camt053Code, MAX_XML_BYTES, readCamt053 } from './index.ts';

/** Processor time, so that a busy machine does not make the test fail. */
const MAX_CPU_MS = 1_000;

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY a${level} "${(level === 0 ? '&a;' : `&a${level - 1};`).repeat(10)}">`,
).join('')}]><lolz>&a8;</lolz>`;

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

const HOSTILE: readonly [string, Camt053Code, () => string | Uint8Array][] = [
  [
    'an external entity of a file',
    'doctype_forbidden',
    () => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`,
  ],
  [
    'an external entity over HTTP',
    'doctype_forbidden',
    () => `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>`,
  ],
  [
    'a parameter entity',
    'doctype_forbidden',
    () => `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/">%p;]><x/>`,
  ],
  ['a billion laughs', 'doctype_forbidden', () => LAUGHS],
  ['a document type in lower case', 'doctype_forbidden', () => '<!doctype x><x/>'],
  ['a document type behind the statement', 'doctype_forbidden', () => `${OTHER_BANKS_STATEMENT}<!DOCTYPE x>`],
  ['an entity declaration within an element', 'doctype_forbidden', () => '<x><!ENTITY a "b"></x>'],
  ['100,000 nested tags', 'too_deep', () => `${'<a>'.repeat(1e5)}${'</a>'.repeat(1e5)}`],
  [
    '100,000 nested tags that look closed',
    'too_deep',
    () => `${'<a b="/>">'.repeat(1e5)}${'</a>'.repeat(1e5)}`,
  ],
  ['100,000 tags without an end', 'too_deep', () => '<a>'.repeat(1e5)],
  ['100,000 unfinished tags', 'malformed_xml', () => '<a '.repeat(1e5)],
  ['100,000 unfinished comments', 'malformed_xml', () => '<!--'.repeat(1e5)],
  ['UTF-16 with a byte order mark', 'not_utf8', () => utf16(OTHER_BANKS_STATEMENT)],
  ['UTF-16 without a byte order mark', 'malformed_xml', () => utf16(OTHER_BANKS_STATEMENT).slice(2)],
  ['a declared UTF-7', 'not_utf8', () => `<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-`],
  ['NUL', 'malformed_xml', () => OTHER_BANKS_STATEMENT.replace('0070001', '007\u00000001')],
  ['a lone surrogate', 'malformed_xml', () => OTHER_BANKS_STATEMENT.replace('0070001', '\uD800')],
  ['an element named __proto__', 'malformed_xml', () => '<__proto__><polluted>1</polluted></__proto__>'],
  ['one byte too many', 'too_large', () => new Uint8Array(MAX_XML_BYTES + 1)],
  ['100,000 unknown entity references', 'malformed_xml', () => `<x>${'&unknown;'.repeat(1e5)}</x>`],
];

describe('hostile XML', () => {
  it.each(HOSTILE)('refuses %s with %s, in less than a second of processor time', (_title, code, make) => {
    const input = make();
    const startedAt = process.cpuUsage();
    const read = readCamt053(input);
    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(MAX_CPU_MS);
    expect(read.ok ? 'accepted' : read.refusal.code).toBe(code);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
