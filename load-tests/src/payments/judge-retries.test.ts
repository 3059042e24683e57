import { describe, expect, it } from 'vitest';
import { judgeRetries, unzip } from './judge-retries.ts';

const sent = (replayed: boolean[], bodies: string[], statuses = bodies.map(() => 201)) => ({
  statuses,
  replayed,
  bodies,
});

describe('a key that was sent several times', () => {
  it('was paid once when one answer was the first and all are the same', () => {
    const times = [
      sent([false, true], ['a', 'b']),
      sent([true, false], ['a', 'b']),
      sent([true, true], ['a', 'b']),
    ];
    expect(judgeRetries(times)).toBe(2);
  });

  it.each([
    ['was decided twice', [sent([false], ['a']), sent([false], ['a'])]],
    ['was never decided for the first time', [sent([true], ['a']), sent([true], ['a'])]],
    ['was answered in two ways', [sent([false], ['a']), sent([true], ['b'])]],
    ['was refused', [sent([false], ['a'], [409]), sent([true], ['a'], [409])]],
  ])('was not paid once when it %s', (_how, times) => {
    expect(judgeRetries(times)).toBe(0);
  });
});

describe('answers to requests that stand twice in a list', () => {
  it('are told apart', () => {
    const answers = {
      seconds: 1,
      statuses: [201, 202, 203, 204],
      latenciesMs: [1, 2, 3, 4],
      replayed: [true, false, true, false],
      bodies: ['a', 'b', 'c', 'd'],
      shed: 0,
      shedWithoutRetryAfter: 0,
    };
    const [first, second] = unzip(answers);
    expect([first.bodies, second.bodies]).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    expect(second).toMatchObject({ statuses: [202, 204], latenciesMs: [2, 4], replayed: [false, false] });
  });
});
