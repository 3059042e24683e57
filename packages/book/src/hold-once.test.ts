import { describe, expect, it } from 'vitest';
import { executeOne, hold, leg, post, release, smallCity, statusOf, uuid } from './book.testing.ts';
import { needsOf } from './index.ts';

const TOKEN = { once: uuid(77) };

describe('a token', () => {
  it('that set money aside pays nothing and sets nothing aside a second time, even when it was released', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, { ...hold(50, 2, 400n), ...TOKEN }))).toBe('posted');
    expect(statusOf(executeOne(state, post(51, [leg(2, 3, 1n)], TOKEN)))).toBe('already_used');
    expect(statusOf(executeOne(state, { ...hold(52, 2, 1n), ...TOKEN }))).toBe('already_used');
    expect(statusOf(executeOne(state, release(53, 50, 2)))).toBe('posted');
    expect(statusOf(executeOne(state, post(54, [leg(2, 3, 1n)], TOKEN)))).toBe('already_used');
  });

  it('that has paid sets nothing aside', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, post(50, [leg(2, 3, 1n)], TOKEN)))).toBe('posted');
    expect(statusOf(executeOne(state, { ...hold(51, 2, 1n), ...TOKEN }))).toBe('already_used');
  });

  it('of a hold that was refused can still be used', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, { ...hold(50, 2, 1_001n), ...TOKEN }))).toBe('insufficient_funds');
    expect(statusOf(executeOne(state, { ...hold(51, 2, 1n), ...TOKEN }))).toBe('posted');
  });

  it('is read from the journal before a hold spends it', () => {
    expect(needsOf(smallCity(), [{ ...hold(50, 2, 1n), ...TOKEN }]).once).toEqual([uuid(77)]);
  });
});
