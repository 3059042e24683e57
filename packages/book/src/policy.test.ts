import { describe, expect, it } from 'vitest';
import { NOW } from './book.testing.ts';
import { type Policy, policyInForce } from './policy.ts';

const beginning = (offsetMs: number, capMinor: bigint): Policy => ({
  name: 'p',
  effectiveFrom: new Date(NOW.getTime() + offsetMs),
  balanceCapMinor: capMinor,
  rules: [],
});
const capAt = (...versions: readonly Policy[]) => policyInForce(versions, NOW)?.balanceCapMinor;

describe('the version of a policy that is in force', () => {
  it('is none without versions, and none before the first begins', () => {
    expect(policyInForce(undefined, NOW)).toBeUndefined();
    expect(capAt()).toBeUndefined();
    expect(capAt(beginning(1, 1n))).toBeUndefined();
  });

  it('begins at its very instant', () => {
    expect(capAt(beginning(0, 1n))).toBe(1n);
  });

  it('is the latest that has begun, in whatever order they were set', () => {
    expect(capAt(beginning(-9, 1n), beginning(-5, 2n), beginning(1, 3n))).toBe(2n);
    expect(capAt(beginning(1, 3n), beginning(-5, 2n), beginning(-9, 1n))).toBe(2n);
  });

  it('is the later set of two that begin together', () => {
    expect(capAt(beginning(-5, 1n), beginning(-5, 2n))).toBe(2n);
  });
});
