import { describe, expect, it } from 'vitest';
import { accept, Bug, Fault, invariant, isRetryable, refuse } from './index.ts';

describe('errors', () => {
  it('a refusal carries its code and its facts', () => {
    expect(refuse('too_late', { closedAt: '12:00' })).toEqual({
      ok: false,
      refusal: { code: 'too_late', closedAt: '12:00' },
    });
    expect(refuse('too_late')).toEqual({ ok: false, refusal: { code: 'too_late' } });
    expect(accept(3)).toEqual({ ok: true, value: 3 });
  });

  it('a fault says whether trying again may help, and keeps its cause', () => {
    const cause = new Error('socket hang up');
    const fault = new Fault('bank_unavailable', 'The bank did not answer.', { cause, retryable: true });
    expect(fault.cause).toBe(cause);
    expect(isRetryable(fault)).toBe(true);
    expect(isRetryable(new Fault('x', 'y', { retryable: false }))).toBe(false);
    expect(isRetryable(new Error('y'))).toBe(false);
  });

  it('a broken invariant is a bug and says so', () => {
    expect(() => invariant(false, 'balance below zero')).toThrow(Bug);
    expect(() => invariant(false, 'balance below zero')).toThrow('BUG: balance below zero');
    expect(() => invariant(true, 'never')).not.toThrow();
  });
});
