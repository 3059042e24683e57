import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealed-value.ts';

const key = randomBytes(32);
const plain = Buffer.from('林美 0081234567890', 'utf8');
const context = ['personal-value', 'one resident', 'name'];

describe('a sealed value', () => {
  it('opens with its key and context', () => {
    expect(unseal(key, context, seal(key, context, plain))).toEqual(plain);
    expect(unseal(key, context, seal(key, context, Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it('never looks the same twice and never shows what is in it', () => {
    const [one, other] = [seal(key, context, plain), seal(key, context, plain)];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(plain)).toBe(false);
  });

  it('does not open with another key', () => {
    expect(() => unseal(randomBytes(32), context, seal(key, context, plain))).toThrow('does not open');
  });

  it.each([
    ['another resident', ['personal-value', 'another resident', 'name']],
    ['another field', ['personal-value', 'one resident', 'bank_account']],
    ['a part more', [...context, '']],
    ['parts that run together', ['personal-value', 'one residentname']],
  ])('does not open in the place of %s', (_what, other) => {
    expect(() => unseal(key, other, seal(key, context, plain))).toThrow('does not open');
  });

  it('does not open when a single bit of it was changed, wherever that is', () => {
    const sealed = seal(key, context, plain);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key, context, changed)).toThrow('does not open');
    }
  });

  it('does not open when it was cut', () => {
    const sealed = seal(key, context, plain);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(key, context, sealed.subarray(0, length))).toThrow('does not open');
    }
  });
});
