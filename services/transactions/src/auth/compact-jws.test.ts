import { describe, expect, test } from 'vitest';
import { hasPlainNames, readCompactJws } from './compact-jws.ts';

const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const jws = (header: string | Buffer, payload: string | Buffer) =>
  `${encode(header)}.${encode(payload)}.AAAA`;

test('what a JWS says is read, whoever signed it', () => {
  expect(readCompactJws(jws('{"alg":"ES256"}', '{"sub":"王"}'))).toEqual({
    header: { alg: 'ES256' },
    payload: { sub: '王' },
  });
});

describe('a text that can be read in two ways is read in none', () => {
  test.each([
    ['two parts', `${encode('{}')}.${encode('{}')}`],
    ['four parts', `${jws('{}', '{}')}.AAAA`],
    ['an empty part', `${encode('{}')}..AAAA`],
    ['padding', `${encode('{}')}=.${encode('{}')}.AAAA`],
    ['a blank', `${encode('{}')} .${encode('{}')}.AAAA`],
    ['bits beyond the last byte', `${encode('{}')}.${encode('{}')}.AB`],
    ['a list', jws('[]', '{}')],
    ['a text', jws('{}', '"x"')],
    ['null', jws('null', '{}')],
    ['two objects', jws('{}{}', '{}')],
    ['bytes that are no UTF-8', jws('{}', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['a byte order mark', jws('\u{feff}{}', '{}')],
    ['a name twice', jws('{"alg":"none","alg":"ES256"}', '{}')],
    ['a prototype in the header', jws('{"alg":"ES256","__proto__":{"typ":"x"}}', '{}')],
    ['a prototype in the payload', jws('{}', '{"__proto__":{"amount":"1"}}')],
    ['an escaped prototype', jws('{}', '{"\\u005f_proto__":{}}')],
    ['a prototype further inside', jws('{}', '{"cnf":{"a":[{"__proto__":1}]}}')],
    ['a constructor', jws('{}', '{"constructor":{"prototype":{}}}')],
    ['more than 4,096 letters', jws('{}', JSON.stringify({ x: 'x'.repeat(4_096) }))],
  ])('%s', (_what, text) => {
    expect(readCompactJws(text)).toBeUndefined();
  });
});

test.each([
  ['{"a":1,"b":1}', true],
  ['{"a":1,"a":1}', false],
  ['{"a":1,"\\u0061":2}', false],
  ['{ "a" : 1 , "a" : 2 }', false],
  ['{"a":{"b":1},"c":{"b":2}}', true],
  ['{"a":{"b":1,"b":2}}', false],
  ['[{"a":1},{"a":2}]', true],
  ['[{"a":1,"a":2}]', false],
  ['{"a":["a","a"]}', true],
  ['{"a":"a:","b":"{\\"a\\":1,\\"a\\":1}"}', true],
  ['{"__proto__":1}', false],
  ['{"\\u005f\\u005fproto__":1}', false],
  ['{"a":{"constructor":1}}', false],
  ['{"prototype":null}', false],
  ['{"a":"__proto__","b":["constructor"]}', true],
  ['{"__proto":1,"proto__":2,"Constructor":3}', true],
  ['{"a\\"":1,"a":2}', true],
])('%s has plain names, each once: %s', (json, expected) => {
  expect(hasPlainNames(json)).toBe(expected);
});
