import { describe, expect, it } from 'vitest';
import { classLimitsAt, createAccountClasses } from '../wallets/account-class.ts';
import { capAboveClass, paymentCapsOf } from './class-caps.ts';
import { NO_OWN_CAPS } from './own-limits.ts';

const classes = createAccountClasses('TWD');
const limitsOf = (policy: string) =>
  classLimitsAt(classes.versionsOf(policy), new Date('2026-11-20T04:00:00Z'));

describe('what a class allows to be paid with', () => {
  it('is the least of all its rules about payments', () => {
    expect(paymentCapsOf(limitsOf('tw-account-low'))).toEqual({ ...NO_OWN_CAPS, monthMinor: 3_000_000n });
    expect(paymentCapsOf(limitsOf('tw-account-middle'))).toEqual({ ...NO_OWN_CAPS, monthMinor: 30_000_000n });
    expect(paymentCapsOf(limitsOf('tw-account-high'))).toEqual(NO_OWN_CAPS);
    expect(paymentCapsOf(undefined)).toEqual(NO_OWN_CAPS);
  });

  it('is not passed by a limit of the holder, up to the cent', () => {
    const low = paymentCapsOf(limitsOf('tw-account-low'));
    expect(capAboveClass({ ...NO_OWN_CAPS, monthMinor: 3_000_000n }, low)).toBeUndefined();
    expect(capAboveClass({ ...NO_OWN_CAPS, monthMinor: 3_000_001n }, low)).toEqual({
      cap: 'monthMinor',
      capMinor: 3_000_000n,
    });
    expect(capAboveClass(NO_OWN_CAPS, low)).toBeUndefined();
  });
});

describe('the classes of the city', () => {
  it('go by assurance, and there are none for another currency', () => {
    expect(classes.of('general')).toBe('tw-account-low');
    expect(classes.of('gold')).toBe('tw-account-high');
    expect(createAccountClasses('EUR').of('gold')).toBeNull();
  });

  it('have a version in force only once it has begun', () => {
    const [version] = classes.versionsOf('tw-account-low');
    const begins = version?.effectiveFrom ?? new Date();
    expect(classLimitsAt(classes.versionsOf('tw-account-low'), begins)).toEqual(version);
    expect(
      classLimitsAt(classes.versionsOf('tw-account-low'), new Date(begins.getTime() - 1)),
    ).toBeUndefined();
  });
});
