import { expect, inject, test } from 'vitest';
import { findRedis } from './find-redis.ts';

test.runIf(inject('redisUrl') === '')('in continuous integration a missing Redis is an error', async () => {
  await expect(findRedis({ CI: 'true' })).rejects.toThrow(/redis-server/);
});

test.runIf(inject('redisUrl') !== '')('the Redis of this run is found', async () => {
  expect(await findRedis({})).toMatch(/^rediss?:\/\//);
});
