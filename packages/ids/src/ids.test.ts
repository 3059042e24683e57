import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  checkSecretToken,
  commandId,
  fingerprintOf,
  formatPublicId,
  hashSecretToken,
  isUuid,
  newSecretToken,
  newUuid,
  parsePublicId,
} from './index.ts';

describe('uuid', () => {
  it('makes version 7 identifiers that sort by time', () => {
    const ids = Array.from({ length: 100 }, newUuid);
    expect(ids.every(isUuid)).toBe(true);
    expect(ids.every((id) => id[14] === '7')).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });

  it.each(['', 'x', 'A1B2C3D4-0000-7000-8000-000000000000', `${newUuid()} `, 7, null])(
    '%j is none',
    (text) => {
      expect(isUuid(text)).toBe(false);
    },
  );
});

describe('commandId', () => {
  it('is the same for the same scope and key, and a version 8 UUID', () => {
    const id = commandId(['merchant', 'm1', 'pay'], 'order-1');
    expect(id).toBe(commandId(['merchant', 'm1', 'pay'], 'order-1'));
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('8');
  });

  it.each<[string[], string, string]>([
    [['merchant', 'm1', 'pay'], 'order-1', 'b5898b54-9ccb-8904-b316-31f0f3c9801a'],
    [[], '淡水-€-\u{1F600}', '90efd94d-6a8b-83f4-9288-7ee1e9ffe510'],
  ])('of %j and %s stays the same for ever', (scope, key, id) => {
    expect(commandId(scope, key)).toBe(id);
  });

  it('keeps parts apart: moving a character across a boundary gives another id', () => {
    const ids = [
      commandId(['a', 'bc'], 'd'),
      commandId(['ab', 'c'], 'd'),
      commandId(['a', 'b'], 'cd'),
      commandId(['a'], 'bcd'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('fingerprintOf', () => {
  it('ignores the order of keys and sees every other difference', () => {
    expect(fingerprintOf({ a: 1, b: { c: '2', d: [3] } })).toBe(
      fingerprintOf({ b: { d: [3], c: '2' }, a: 1 }),
    );
    expect(fingerprintOf({ a: '1' })).not.toBe(fingerprintOf({ a: 1 }));
    expect(fingerprintOf({ a: [1, 2] })).not.toBe(fingerprintOf({ a: [2, 1] }));
    expect(fingerprintOf({})).toMatch(/^[0-9a-f]{32}$/);
  });

  it('stays the same for ever', () => {
    expect(fingerprintOf({ b: [1, null, '淡水'], a: { y: true } })).toBe('7f5977c8894d53534bd0154561601279');
  });

  it('canonical JSON is valid JSON of the same value', () => {
    const value = { z: [1, null, 'é"\n'], a: { y: true, x: undefined } };
    expect(JSON.parse(canonicalJson(value))).toEqual({ a: { y: true }, z: [1, null, 'é"\n'] });
  });
});

describe('public ids', () => {
  it('go out and come back', () => {
    const id = newUuid();
    const text = formatPublicId('pay', id);
    expect(text).toMatch(/^pay_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(parsePublicId('pay', text)).toBe(id);
  });

  it.each([
    ['01234567-89ab-cdef-fedc-ba9876543210', 'pay_014d2pf2dbsqqzxq5tk1v58cgg'],
    ['00000000-0000-0000-0000-000000000001', 'pay_00000000000000000000000001'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'pay_7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ])('spell %s the same for ever', (uuid, text) => {
    expect(formatPublicId('pay', uuid)).toBe(text);
    expect(parsePublicId('pay', text)).toBe(uuid);
  });

  it.each([
    ['another prefix', formatPublicId('rfd', newUuid())],
    ['too short', 'pay_0'],
    ['a letter outside the alphabet', `pay_${'u'.repeat(26)}`],
    ['upper case', formatPublicId('pay', 'ffffffff-ffff-7fff-bfff-ffffffffffff').toUpperCase()],
    ['more than 128 bits', `pay_${'z'.repeat(26)}`],
    ['empty', ''],
  ])('refuse %s', (_name, text) => {
    expect(parsePublicId('pay', text)).toBeUndefined();
  });
});

describe('secret tokens', () => {
  it('are spelt the same for ever, with their checksum', () => {
    const random = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7 + 1));
    expect(newSecretToken('mk_test', random).token).toBe(
      'mk_test_00881wb1t91b68wm0hteane66tkhf1zrd3cmkehakc5qqv2wsmyt7r8zxf',
    );
  });

  it('carry a checksum, and their hash is what can be stored', () => {
    const { token, hash } = newSecretToken('mk_test');
    expect(checkSecretToken('mk_test', token)).toBe(true);
    expect(hash.equals(hashSecretToken(token))).toBe(true);
    expect(newSecretToken('mk_test').token).not.toBe(token);
  });

  it('a mistyped, cut or foreign token is told at once', () => {
    const { token } = newSecretToken('mk_test');
    const flipped = token.slice(0, 20) + (token[20] === '0' ? '1' : '0') + token.slice(21);
    expect(checkSecretToken('mk_test', flipped)).toBe(false);
    expect(checkSecretToken('mk_test', token.slice(0, -1))).toBe(false);
    expect(checkSecretToken('rt_test', token)).toBe(false);
  });
});
