import { expect, test } from 'vitest';
import { decoyName } from './decoy-name.ts';
import { maskName } from './masked-name.ts';

const KEY = Buffer.alloc(32, 7);
const numbers = Array.from({ length: 1_000 }, (_, i) => `+8869${String(i).padStart(8, '0')}`);

test('a number keeps its name, another key gives another', () => {
  const names = numbers.map((number) => decoyName(KEY, number));
  expect(numbers.map((number) => decoyName(KEY, number))).toEqual(names);
  expect(numbers.map((number) => decoyName(Buffer.alloc(32, 8), number))).not.toEqual(names);
});

test('a made-up name looks like a masked real one', () => {
  const masked = maskName('林曉美');
  for (const number of numbers) {
    const name = decoyName(KEY, number);
    expect(name).toHaveLength(masked.length);
    expect(name[1]).toBe(masked[1]);
  }
  expect(new Set(numbers.map((number) => decoyName(KEY, number))).size).toBeGreaterThan(200);
});
