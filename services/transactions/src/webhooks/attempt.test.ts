import { describe, expect, it, test } from 'vitest';
import { errorOfFailure, errorOfStatus, startOfAnswer } from './attempt.ts';

test.each([
  [200, null],
  [204, null],
  [301, 'redirect_refused'],
  [307, 'redirect_refused'],
  [304, 'redirect_refused'],
  [400, 'status_not_ok'],
  [410, 'gone'],
  [500, 'status_not_ok'],
])('%i means %s', (status, error) => {
  expect(errorOfStatus(status)).toBe(error);
});

test('what happens to sockets is said in a word', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code });
  expect(errorOfFailure(coded('ENOTFOUND'))).toBe('name_not_found');
  expect(errorOfFailure(coded('DEPTH_ZERO_SELF_SIGNED_CERT'))).toBe('tls_failed');
  expect(errorOfFailure(coded('HPE_INVALID_CONSTANT'))).toBe('answer_malformed');
  expect(errorOfFailure(new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')]))).toBe(
    'connection_refused',
  );
  expect(errorOfFailure(new Error('x', { cause: coded('ETIMEDOUT') }))).toBe('timeout');
  expect(errorOfFailure('what')).toBe('connection_lost');
});

describe('what is kept of an answer', () => {
  const kept = (text: string) => startOfAnswer(Buffer.from(text));

  it('is its first 500 characters, printable', () => {
    expect(kept('ok\u0000\r\n\u202Edone')).toBe('ok done');
    expect([...kept('好'.repeat(600))]).toHaveLength(500);
    expect(startOfAnswer(Buffer.from([0x68, 0xff, 0xfe]))).toBe('h\uFFFD\uFFFD');
  });

  test.each([
    ['mk_test_0123456789abcdef', '[hidden]'],
    ['got whsec_c2VjcmV0c2VjcmV0 and more', 'got [hidden] and more'],
    ['Authorization: Bearer abc.def', 'Authorization: [hidden]'],
    ['{"password":"hunter2","ok":true}', '{"password":[hidden],"ok":true}'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.abc', '[hidden]'],
    [`key ${'A1b2'.repeat(12)}=`, 'key [hidden]'],
    ['plain words stay', 'plain words stay'],
  ])('%s becomes %s', (text, shown) => {
    expect(kept(text)).toBe(shown);
  });
});
