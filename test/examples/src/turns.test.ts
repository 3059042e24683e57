import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const ROUNDS = [0, 1, 2, 3];

test('in four rounds two choices come out in all their ways', () => {
  const ways = ROUNDS.map((round) => {
    const turns = createTurns(round, 1);
    return [turns.chance(0.2), turns.chance(0.2)].join();
  });
  expect(new Set(ways)).toEqual(new Set(['true,true', 'true,false', 'false,true', 'false,false']));
});

test('in four rounds everybody of four has a turn', () => {
  const picked = ROUNDS.map((round) => createTurns(round, 1).pick(['a', 'b', 'c', 'd']));
  expect(picked.sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('the same round of the same story is the same again, and another story has other numbers', () => {
  const numbers = (round: number, story: number) => {
    const turns = createTurns(round, story);
    return [turns.below(1_000_000_000), turns.between(5, 9), turns.next()];
  };
  expect(numbers(1, 2)).toEqual(numbers(1, 2));
  expect(numbers(1, 2)[0]).not.toBe(numbers(1, 3)[0]);
  expect(numbers(1, 2)[0]).not.toBe(numbers(2, 2)[0]);
  expect(numbers(1, 2)[1]).toBeGreaterThanOrEqual(5);
  expect(numbers(1, 2)[1]).toBeLessThanOrEqual(9);
});
