import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyring } from './keyring.ts';

const keyOf = () => randomBytes(32).toString('base64url');

describe('a keyring', () => {
  it('closes with the first key and finds all of them', () => {
    const [old, young] = [keyOf(), keyOf()];
    const ring = keyring.parse(`kek-2:${young},kek-1:${old}`);
    expect(ring.current.id).toBe('kek-2');
    expect(ring.current.key.toString('base64url')).toBe(young);
    expect(ring.find('kek-1')?.toString('base64url')).toBe(old);
    expect(ring.find('kek-3')).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a key without a name', keyOf()],
    ['a key of 31 bytes', `a:${randomBytes(31).toString('base64url')}`],
    ['a key of 33 bytes', `a:${randomBytes(33).toString('base64url')}`],
    ['one name twice', `a:${keyOf()},a:${keyOf()}`],
    ['a name in capitals', `A:${keyOf()}`],
    ['an empty place', `a:${keyOf()},`],
    ['nine keys', Array.from({ length: 9 }, (_, n) => `k${n}:${keyOf()}`).join(',')],
  ])('is refused for %s', (_what, text) => {
    expect(keyring.safeParse(text).success).toBe(false);
  });

  it('does not repeat the key in what it says of it', () => {
    const key = keyOf();
    const { error } = keyring.safeParse(`A:${key}`);
    expect(JSON.stringify(error?.issues)).not.toContain(key);
  });
});
