import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

it('takes turns until there are no more', async () => {
  let left = 10;
  const takeTurn = async (): Promise<void> => {
    left -= 1;
  };
  await sideBySide({ count: 3, hasMore: () => left > 0, takeTurn });
  expect(left).toBe(0);
});

it('takes no further turn after one has failed, and fails when all have ended', async () => {
  let begun = 0;
  let ended = 0;
  const takeTurn = async (): Promise<void> => {
    begun += 1;
    if (begun === 5) throw new Error('broken');
    await nextTurn();
    ended += 1;
  };
  await expect(sideBySide({ count: 4, hasMore: () => begun < 1_000, takeTurn })).rejects.toThrow('broken');
  expect(ended).toBe(begun - 1);
  expect(begun).toBeLessThan(10);
  await nextTurn();
  expect(ended).toBe(begun - 1);
});
